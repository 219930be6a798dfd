import type { ProjectOptions } from '../project/manifest.js';
import { UserError } from '../errors.js';
import { openWorkspace } from '../project/workspace.js';
import { readManifest } from '../project/state.js';
import type { AppliedSetting } from './apply-settings.js';
import type { Context } from './context.js';
import { nameOf, type Setting, settings } from './settings.js';

interface ShownSetting {
  readonly key: string;
  readonly value: unknown;
  readonly from: AppliedSetting['from'] | 'record';
  readonly where: string | null;
}

/** Prints what a command would be given, and from where. */
export async function printSettings(
  command: string,
  applied: readonly AppliedSetting[],
  { terminal }: Context,
): Promise<void> {
  const record = isMaking(command) ? await readRecord(applied) : undefined;
  const shown = applied.map((setting) => describe(setting, record));
  terminal.json({ command, settings: shown });
  if (shown.length === 0) {
    terminal.print(`${command} reads no settings.`);
    return;
  }
  terminal.table({
    header: ['SETTING', 'VALUE', 'FROM'],
    rows: shown.map(({ key, value, from, where }) => [
      key,
      textOf(value),
      where === null ? from : `${from}: ${where}`,
    ]),
  });
}

function describe(
  { key, value, from, where }: AppliedSetting,
  record: ProjectOptions | undefined,
): ShownSetting {
  const { kind }: Setting = settings[key];
  if (value !== undefined) return { key, value: kind.show(value), from, where: where ?? null };
  const recorded = recordedValue(key, record);
  if (recorded === undefined) return { key, value: null, from: 'default', where: null };
  return { key, value: kind.show(recorded), from: 'record', where: null };
}

function recordedValue(key: string, record: ProjectOptions | undefined): unknown {
  switch (key) {
    case 'target':
    case 'spec':
    case 'recipe':
    case 'allowRef':
    case 'allowPrivate':
      return record?.[key];
    case 'events':
      return record === undefined ? undefined : (record.events ?? ['all']);
    default:
      return undefined;
  }
}

function isMaking(command: string): boolean {
  return settings.target.commands.some((name) => name === command);
}

async function readRecord(applied: readonly AppliedSetting[]): Promise<ProjectOptions | undefined> {
  const directory = applied.find(({ key }) => nameOf(key) === 'dir')?.value;
  try {
    return (await readManifest(openWorkspace({ directory: String(directory ?? '.') })))?.options;
  } catch (error) {
    // What is wrong with the folder is for the command to say.
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function textOf(value: unknown): string {
  if (value === null) return '-';
  return Array.isArray(value) ? value.join(',') : String(value);
}
