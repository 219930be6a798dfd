import { isAbsolute, join } from 'node:path';
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
  const record = isMaking(command) ? await readRecord(applied) : {};
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

function describe({ key, value, from, where }: AppliedSetting, record: RecordedSettings): ShownSetting {
  const { kind }: Setting = settings[key];
  if (value !== undefined) return { key, value: kind.show(value), from, where: where ?? null };
  const recorded = record[key];
  if (recorded === undefined) return { key, value: null, from: 'default', where: null };
  return { key, value: kind.show(recorded), from: 'record', where: null };
}

function isMaking(command: string): boolean {
  return settings.target.commands.some((name) => name === command);
}

type RecordedSettings = Readonly<Record<string, unknown>>;

/** What the last run recorded, by the names of the settings, with paths from here rather than from the receiver. */
async function readRecord(applied: readonly AppliedSetting[]): Promise<RecordedSettings> {
  const directory = String(applied.find(({ key }) => nameOf(key) === 'dir')?.value ?? '.');
  const options = await readOptions(directory);
  if (options === undefined) return {};
  const values = Object.entries({ ...options, events: options.events ?? ['all'] });
  return Object.fromEntries(values.map(([key, value]) => [key, fromHere(key, value, directory)]));
}

function fromHere(key: string, value: unknown, directory: string): unknown {
  const kind = Object.entries<Setting>(settings).find(([name]) => name === key)?.[1].kind;
  if (typeof value !== 'string' || kind?.isPath?.(value) !== true || isAbsolute(value)) return value;
  return join(directory, value);
}

async function readOptions(directory: string): Promise<ProjectOptions | undefined> {
  try {
    return (await readManifest(openWorkspace({ directory })))?.options;
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
