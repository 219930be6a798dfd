import { configError } from '../config/config-error.js';
import { nearest } from '../model/nearest.js';
import { isRecord, type JsonRecord } from '../spec/json.js';
import { withoutPassword } from '../spec/load.js';
import { printable } from '../spec/printable.js';
import { type Setting, type SettingKey, settings } from './settings.js';

/** A setting of a file, as a flag would have it. */
export type ConfigTexts = ReadonlyMap<SettingKey, string>;

/** The settings in what a file says. Throws a `UserError` for what is none, and for a secret, which it does not show. */
export function checkConfig(config: JsonRecord, name: string): ConfigTexts {
  const texts = new Map<SettingKey, string>();
  for (const [key, value] of Object.entries(config)) {
    if (!sections.has(key)) add(key, value);
    else if (isRecord(value)) {
      for (const [inner, innerValue] of Object.entries(value)) add(`${key}.${inner}`, innerValue);
    } else if (value !== undefined) throw wrongType(key, value, 'an object', name);
  }
  return texts;

  function add(key: string, value: unknown): void {
    if (!isSetting(key)) throw unknownKey(key, name);
    if (value === undefined) return;
    const { kind }: Setting = settings[key];
    const text = kind.textOf(value);
    if (text === undefined) throw wrongType(key, value, kind.expected, name);
    if (withoutPassword(text) !== text) throw passwordError(key, name);
    texts.set(key, text);
  }
}

const sections = new Set(Object.keys(settings).flatMap((key) => /^(.*)\./.exec(key)?.[1] ?? []));

function isSetting(key: string): key is SettingKey {
  return Object.hasOwn(settings, key);
}

function unknownKey(key: string, name: string) {
  const shown = printable(key);
  if (isSecretName(key)) return secretError(`"${shown}" in ${name}`, key);
  if (key === 'extends') {
    return configError(
      `${name} extends another, which might be fetched from anywhere`,
      'Import what you share from a file beside it.',
    );
  }
  const known = [...Object.keys(settings), ...sections];
  // A setting of a command may have been written without its section.
  const suggestion =
    known.find((candidate) => candidate.endsWith(`.${key}`)) ??
    (key.length > 2 ? nearest(key, known) : undefined);
  return configError(
    `${name} has an unknown setting "${shown}"`,
    suggestion === undefined ? `It may have ${topLevel().join(', ')}.` : `Did you mean ${suggestion}?`,
  );
}

function topLevel(): string[] {
  return [...new Set(Object.keys(settings).map((key) => key.replace(/\..*/, '')))];
}

// What a version control keeps, everybody reads.
function isSecretName(key: string): boolean {
  return /secret|password|passwd|token|credential|header|authorization|(?:api|access|private)_?key|key_?id/i.test(
    key,
  );
}

function passwordError(key: string, name: string) {
  const where = `The address at "${key}" in ${name}`;
  if (key === 'spec') return secretError(where, key);
  return configError(
    `${where} carries a user name or a password`,
    'Leave them out: a receiver knows its sender by the signature.',
  );
}

function secretError(what: string, key: string) {
  return configError(
    `${what} looks like a secret, which has no place in a file that others read`,
    `Put it into the environment, and take it out of the file: ${variableFor(key)}.`,
  );
}

function variableFor(key: string): string {
  if (/header|authorization/i.test(key)) return 'SINCH_WEBHOOKS_HEADER';
  if (/spec/.test(key)) return 'SINCH_WEBHOOKS_SPEC, or SINCH_WEBHOOKS_HEADER';
  if (/key|token|credential/i.test(key)) return 'SINCH_KEY_ID and SINCH_KEY_SECRET';
  return 'SINCH_WEBHOOK_SECRET';
}

function wrongType(key: string, value: unknown, expected: string, name: string) {
  return configError(`"${key}" in ${name} is ${typeOf(value)}`, `It has to be ${expected}.`);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === '') return 'an empty text';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
