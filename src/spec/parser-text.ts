import { mayRunAway } from './cheap-pattern.js';
import { isRecord, type JsonRecord } from './json.js';
import { foreignKeys, type References } from './references.js';

/** What the parser would otherwise take for something else than it is. */
export interface Misread extends Pick<References, 'data' | 'foreign'> {
  /** Objects in the place of which others are to stand. */
  readonly between: ReadonlyMap<object, unknown>;
}

/**
 * A document as the text that the parser is given, with its local references still in it. The parser resolves a `$ref`
 * anywhere, even in an example whose text merely has such a key, and has rules for schemas in languages that it does not
 * read either.
 */
export function renderForParser(root: unknown, { data, foreign, between }: Misread): string {
  return JSON.stringify(root, (_key, value: unknown) => {
    if (!isRecord(value)) return value;
    if (between.has(value)) return between.get(value);
    return renameCalled(
      without(value, [
        ...(foreign.has(value) ? ['schemaFormat', ...foreignKeys] : []),
        ...(data.has(value) ? ['$ref'] : []),
        ...(isRunaway(value['pattern']) ? ['pattern'] : []),
        ...(Object.keys(Object(value['patternProperties'])).some(isRunaway) ? ['patternProperties'] : []),
      ]),
    );
  });
}

// The parser tries the patterns of a schema on the examples beside it.
function isRunaway(pattern: unknown): boolean {
  return typeof pattern === 'string' && mayRunAway(pattern);
}

function without(record: JsonRecord, keys: readonly string[]): JsonRecord {
  if (keys.length === 0) return record;
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

// The parser asks every object for its own keys by this, so that a property of such a name makes it crash.
const called = 'hasOwnProperty';
const standIn = 'hasOwnProperty_';

function renameCalled(record: JsonRecord): JsonRecord {
  const { $ref } = record;
  const refers = typeof $ref === 'string' && $ref.includes(called);
  if (!refers && !Object.hasOwn(record, called)) return record;
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key === called ? standIn : key,
      key === '$ref' && refers ? $ref.replaceAll(called, standIn) : value,
    ]),
  );
}
