import { dirname, relative, resolve } from 'node:path';
import { type ConfigPlace, findConfig } from '../config/find-config.js';
import type { Command } from './command-line.js';
import type { ConfigTexts } from './check-config.js';
import type { Io } from './context.js';
import { nameOf, type Setting, type SettingKey, settingsOf, variableOf } from './settings.js';

/** The flags of every command that say where settings are read from. */
export interface SettingsFlags {
  /** The file that was named; `false` for none at all. */
  readonly config?: string | false;
  readonly printConfig?: true;
}

/** A setting as a command is going to have it. */
export interface AppliedSetting {
  readonly key: SettingKey;
  /** As the command is given it; `undefined` where nothing says. */
  readonly value: unknown;
  readonly from: 'flag' | 'environment' | 'file' | 'default';
  /** The flag, the variable or the file. */
  readonly where: string | undefined;
  /** The folder of the file that says it, where that is read and is no program that is run. */
  readonly dataIn?: string;
}

/**
 * Gives a command what its command line does not say, from the environment and from a file, before it is run. Throws a
 * `UserError` that names the variable or the file of what is wrong.
 */
export async function applySettings(
  command: Command,
  { config }: SettingsFlags,
  { env }: Pick<Io, 'env'>,
): Promise<readonly AppliedSetting[]> {
  const own = settingsOf(command.name());
  if (own.length === 0) return [];
  const place = config === false ? undefined : findConfig('.', config);
  const texts = place === undefined ? new Map<SettingKey, string>() : await readTexts(place);
  return own.map(([key, setting]) => {
    const slot = slotOf(command, nameOf(key));
    if (slot.isGiven()) return { key, value: slot.read(), from: 'flag', where: slot.name };
    const found = findText(key, setting, { env, texts, place });
    if (found === undefined) return { key, value: slot.read(), from: 'default', where: undefined };
    slot.write(found.value, found.from);
    // Whoever wrote it there has run no code in a repository that somebody clones, and does not by way of it.
    const dataIn = found.from === 'file' ? dataFolder(place) : undefined;
    if (key === 'templates' && dataIn !== undefined) command.setOptionValue('isTemplatesData', true);
    return { key, ...found, ...(dataIn !== undefined && { dataIn }) };
  });
}

async function readTexts(place: ConfigPlace): Promise<ConfigTexts> {
  const [{ loadConfig }, { checkConfig }] = await Promise.all([
    import('../config/load-config.js'),
    import('./check-config.js'),
  ]);
  return checkConfig(await loadConfig(place), place.name);
}

/** The folder of settings that stand in what is read, and not in a program that is run for them. */
function dataFolder(place: ConfigPlace | undefined): string | undefined {
  return place?.file.endsWith('.json') === true ? dirname(place.file) : undefined;
}

interface Sources extends Pick<Io, 'env'> {
  readonly texts: ConfigTexts;
  readonly place: ConfigPlace | undefined;
}

function findText(key: SettingKey, { kind, alsoFrom }: Setting, { env, texts, place }: Sources) {
  for (const variable of [variableOf(key), ...(alsoFrom === undefined ? [] : [alsoFrom])]) {
    const text = env[variable]?.trim() ?? '';
    if (text !== '')
      return { value: kind.parse(variable)(text), from: 'environment', where: variable } as const;
  }
  const text = texts.get(key);
  if (text === undefined || place === undefined) return undefined;
  const named = kind.isPath?.(text) === true ? fromHere(text, place) : text;
  const value = kind.parse(`"${key}" in ${place.name}`)(named);
  return { value, from: 'file', where: place.name } as const;
}

// In the usual case the file is in the folder one is in, and what it says is shown as it is.
function fromHere(path: string, { file }: ConfigPlace): string {
  if (dirname(file) === resolve('.')) return path;
  const found = relative('.', resolve(dirname(file), path));
  return found === '' ? '.' : found;
}

/** Where a command keeps what one of its flags or arguments says. */
interface Slot {
  /** As a user writes it. */
  readonly name: string;
  isGiven(): boolean;
  read(): unknown;
  write(value: unknown, from: 'environment' | 'file'): void;
}

function slotOf(command: Command, name: string): Slot {
  const place = command.registeredArguments.findIndex((argument) => argument.name() === name);
  const option = command.options.find((candidate) => candidate.attributeName() === name);
  if (option === undefined && place !== -1) {
    return {
      name: `[${name}]`,
      isGiven: () => command.args.length > place,
      read: () => command.processedArgs[place],
      write: (value) => void (command.processedArgs[place] = value),
    };
  }
  return {
    name: option?.long ?? name,
    isGiven: () => command.getOptionValueSource(name) === 'cli',
    read: () => command.getOptionValue(name),
    // Also what a command has no flag for, such as the target that `check` compares with.
    write: (value, from) => void command.setOptionValueWithSource(name, value, from),
  };
}
