import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { UserError } from '../errors.js';
import { configFiles, packageKey } from '../project/layout.js';
import { valueOf } from '../spec/json.js';
import { printable } from '../spec/printable.js';
import { systemCode } from '../spec/system-code.js';
import { configError } from './config-error.js';

/** Where settings are from. */
export interface ConfigPlace {
  readonly file: string;
  /** As a message names it. */
  readonly name: string;
  /** Whether they stand at a key of a package.json. */
  readonly isPackage: boolean;
}

/**
 * The file of settings in a folder, or the one that is named. Costs a look for each name and the package.json, and
 * loads nothing, since mostly there is none.
 */
export function findConfig(folder: string, named?: string): ConfigPlace | undefined {
  if (named !== undefined) return namedConfig(folder, named);
  const files = configFiles.filter((name) => isFile(join(folder, name), name));
  const places = [...files, ...(hasPackageKey(join(folder, 'package.json')) ? ['package.json'] : [])];
  if (places.length > 1) {
    throw configError(
      `Settings stand in more than one place: ${places.map(describePlace).join(', ')}`,
      'Keep one of them, or name one with --config <file>.',
    );
  }
  const [name] = places;
  return name === undefined ? undefined : placeOf(join(folder, name), name);
}

function namedConfig(folder: string, named: string): ConfigPlace {
  const file = resolve(folder, named);
  if (!isFile(file, named))
    throw configError(`There is no file ${named}`, 'Name a file of settings with --config <file>.');
  if (!/\.(?:m?[jt]s|json)$/.test(named)) {
    throw configError(
      `${named} is no file that settings are read from`,
      'It may end in .ts, .mts, .js, .mjs or .json.',
    );
  }
  return placeOf(file, named);
}

function placeOf(file: string, name: string): ConfigPlace {
  return { file, name, isPackage: file === join(dirname(file), 'package.json') };
}

// Every project of Node has one, and hardly any names this program.
function hasPackageKey(file: string): boolean {
  if (!isFile(file, 'package.json')) return false;
  const text = readText(file, 'package.json');
  if (!text.includes(`"${packageKey}"`)) return false;
  try {
    return valueOf(JSON.parse(text), packageKey) !== undefined;
  } catch {
    // Who reads it says where it is wrong.
    return true;
  }
}

/** The text of a file that is there. Throws a `UserError` where it may not be read. */
export function readText(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw unreadable(name, error);
  }
}

// One that cannot even be looked at, such as a link to itself, may be meant all the same.
function isFile(path: string, name: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch (error) {
    throw unreadable(name, error);
  }
}

function unreadable(name: string, error: unknown): UserError {
  return configError(
    `${printable(name)} cannot be read: ${systemCode(error) ?? String(error)}`,
    'Let it be read, or go on without it: --no-config.',
  );
}

function describePlace(name: string): string {
  return name === 'package.json' ? `"${packageKey}" in package.json` : name;
}
