import { parseSpecSource, withoutPassword } from '../spec/load.js';
import { parseHostFlag } from './document-flags.js';
import { parseChoice, parseHttpUrl, parseList, parseSeconds, parseShare, parseWhole } from './parse-flags.js';

/** What a setting may be, as a flag, in the environment and in a file. */
export interface SettingKind {
  /** What a file may have, in words. */
  readonly expected: string;
  /** A value of a file as a flag would have it; `undefined` for one of another type. */
  readonly textOf: (value: unknown) => string | undefined;
  /** Reads what a flag would have; a failure names where it stands. */
  readonly parse: (where: string) => (text: string) => unknown;
  /** What is read, as a file would have it, and without what nobody should see. */
  readonly show: (value: unknown) => unknown;
  /** What of it is relative to the file it stands in. */
  readonly isPath?: (text: string) => boolean;
}

const asText = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const asNumber = (value: unknown) => (typeof value === 'number' ? String(value) : undefined);
const asItIs = <Value>(value: Value) => value;

/** Any text. */
export const text: SettingKind = { expected: 'a text', textOf: asText, parse: () => asItIs, show: asItIs };

/** A file or a folder. */
export const path: SettingKind = { ...text, expected: 'a path', isPath: () => true };

/** The same, or the word that lifts an earlier one. */
export const pathOrNone: SettingKind = {
  ...text,
  expected: 'a path, or "none"',
  isPath: (named) => named !== 'none',
};

/** Where a document is. */
export const source: SettingKind = {
  ...text,
  expected: 'a file, a URL or "bundled"',
  isPath: (named) => parseSpecSource(named).kind === 'file',
  // Either may hold what opens a private server.
  show: (value) => withoutQuery(withoutPassword(String(value))),
};

export const url: SettingKind = {
  ...text,
  expected: 'a URL',
  parse: parseHttpUrl,
  show: (value) => withoutQuery(String(value)),
};

export const events: SettingKind = {
  expected: 'a list of names, or "all"',
  textOf: (value) => asText(value) ?? joined(value),
  parse: parseList,
  show: asItIs,
};

export const hosts: SettingKind = {
  expected: 'a list of hosts',
  textOf: joined,
  parse: (where) => (list) => parseList(where)(list).map(parseHostFlag(where)),
  show: asItIs,
};

export const seconds: SettingKind = {
  expected: 'a number of seconds',
  textOf: asNumber,
  parse: parseSeconds,
  show: (milliseconds) => Number(milliseconds) / 1000,
};

export const share: SettingKind = {
  expected: 'a share, as 0.2 or "20%"',
  textOf: (value) => asText(value) ?? asNumber(value),
  parse: parseShare,
  show: asItIs,
};

/** One of a list of words. */
export function choice(choices: readonly string[]): SettingKind {
  return {
    expected: choices.map((word) => JSON.stringify(word)).join(' or '),
    textOf: asText,
    parse: (where) => parseChoice(where, choices),
    show: asItIs,
  };
}

/** A whole number between two others. */
export function whole(least: number, most: number): SettingKind {
  return {
    expected: `a whole number from ${least} to ${most}`,
    textOf: asNumber,
    parse: (where) => parseWhole(where, least, most),
    show: asItIs,
  };
}

function withoutQuery(address: string): string {
  return address.replace(/\?.*$/s, '?…');
}

// A comma within a name would make two of it.
function joined(value: unknown): string | undefined {
  const isList = Array.isArray(value) && value.every((item) => asText(item)?.includes(',') === false);
  return isList && value.length > 0 ? value.join(',') : undefined;
}
