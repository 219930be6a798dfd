import { isRecord, type JsonRecord } from './json.js';

/** What the parser would otherwise take for something else than it is. */
export interface Misread {
  /** Objects with a `$ref` that are a value of somebody's: the parser resolves one anywhere, even in an example. */
  readonly data: ReadonlySet<object>;
  /** Objects in the place of which others are to stand. */
  readonly between: ReadonlyMap<object, unknown>;
}

/** A document as the text that the parser is given, with its local references still in it. */
export function renderForParser(root: unknown, { data, between }: Misread): string {
  return JSON.stringify(root, (_key, value: unknown) => {
    if (!isRecord(value)) return value;
    if (between.has(value)) return between.get(value);
    const isData = data.has(value);
    return isData || Object.hasOwn(value, called) || refersTo(value, called) ? rewrite(value, isData) : value;
  });
}

// The parser asks every object for its own keys by this, so that a property of such a name makes it crash.
const called = 'hasOwnProperty';
const standIn = 'hasOwnProperty_';

function refersTo({ $ref }: JsonRecord, key: string): boolean {
  return typeof $ref === 'string' && $ref.includes(key);
}

function rewrite(value: JsonRecord, isData: boolean): JsonRecord {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      if (key === '$ref') return isData ? [] : [[key, String(item).replaceAll(called, standIn)]];
      return [[key === called ? standIn : key, item]];
    }),
  );
}
