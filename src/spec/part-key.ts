import { isRecord } from './json.js';
import type { Address } from './resolve-address.js';

const prefix = 'x-part-';

/**
 * The key of a file in the tree of the document, from the file's name: what is inside may take its name from it, and a
 * reference needs no escapes.
 */
export function choosePartKey(address: Address, taken: unknown): string {
  const path = address.kind === 'file' ? address.path : new URL(address.url).pathname;
  const name = path.split('/').findLast((step) => step !== '') ?? '';
  const base = name
    .replace(/(.)\.[a-z0-9]+$/i, '$1')
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .replace(/^-|-$/g, '');
  const key = `${prefix}${base.slice(0, 60) || 'file'}`;
  let count = 1;
  while (isRecord(taken) && Object.hasOwn(taken, numbered(key, count))) count += 1;
  return numbered(key, count);
}

function numbered(key: string, count: number): string {
  return count === 1 ? key : `${key}-${count}`;
}

/** A key without what marks it as that of a file. */
export function withoutPartPrefix(key: string): string {
  return key.startsWith(prefix) ? key.slice(prefix.length) : key;
}

/** The name that a path in the tree of a document gives what is there; `undefined` outside of any other file. */
export function nameInPart(path: readonly string[]): string | undefined {
  const [first = '', ...steps] = path;
  if (!first.startsWith(prefix)) return undefined;
  const [before, name] = [steps.at(-2) ?? '', steps.at(-1)];
  if (name === undefined) return withoutPartPrefix(first);
  return isNumber.test(name) || unnamed.has(name) || insideSchema.has(before) ? undefined : name;
}

const isNumber = /^\d+$/;

// What is under these is named by what it is in.
const unnamed = new Set(['payload', 'headers', 'schema', 'items', 'additionalProperties', 'not']);
const insideSchema = new Set(['properties', 'patternProperties']);
