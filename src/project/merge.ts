import { isRecord } from '../spec/json.js';
import type { MergeInput } from './merge-text.js';

export { mergeText, type MergeInput } from './merge-text.js';

/**
 * Merges JSON key by key: what only one side changed is taken, and the user's value stays where both did, as does the
 * user's indentation. `undefined` when the user's text is not a JSON object.
 */
export function mergeJson({ base, mine, theirs }: MergeInput): string | undefined {
  const [from, own, to] = [base, mine, theirs].map(parseObject);
  if (from === undefined || own === undefined || to === undefined) return undefined;
  const indentation = /^[ \t]+/m.exec(mine)?.[0] ?? '  ';
  return `${JSON.stringify(mergeObjects(from, own, to), null, indentation)}${mine.endsWith('\n') ? '\n' : ''}`;
}

type Json = Readonly<Record<string, unknown>>;

function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function mergeObjects(base: Json, mine: Json, theirs: Json): Json {
  const merged: [string, unknown][] = Object.entries(mine).flatMap(([key, own]): [string, unknown][] => {
    const [from, to] = [base[key], theirs[key]];
    if (isRecord(own) && isRecord(to)) return [[key, mergeObjects(isRecord(from) ? from : {}, own, to)]];
    if (!isSame(own, from)) return [[key, own]];
    return to === undefined ? [] : [[key, to]];
  });
  const order = Object.keys(theirs);
  for (const [index, key] of order.entries()) {
    const isNew = !Object.hasOwn(mine, key) && !Object.hasOwn(base, key);
    if (isNew) merged.splice(placeAfter(merged, order.slice(0, index)), 0, [key, theirs[key]]);
  }
  return Object.fromEntries(merged);
}

/** Behind the last of the keys that stand before it on the other side, so that sorted lists stay sorted. */
function placeAfter(merged: readonly (readonly [string, unknown])[], earlier: readonly string[]): number {
  return merged.findLastIndex(([key]) => earlier.includes(key)) + 1;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
