import type { JsonSchema } from './random-schema.js';

type Keywords = Readonly<Record<string, unknown>>;

/** What a schema takes where it is read as a receiver does, and where it is read as it stands. */
export type Reading = 'open' | 'as written';

const other: Readonly<Record<Reading, Reading>> = { open: 'as written', 'as written': 'open' };

/** Whether a schema means the same to a receiver as to Ajv, apart from those it refers to. */
export function isReadAsWritten(schema: unknown): boolean {
  return JSON.stringify(read(schema, 'open')) === JSON.stringify(read(schema, 'as written'));
}

/**
 * A schema as a receiver reads it, written so that Ajv reads it alike. What differs from the words of the document are
 * two rules of this project: an enumeration of strings takes any string, and an object any property besides. A
 * reference leads to the other schema in the same reading: `#/components/schemas/Thing` to
 * `#/components/schemas/Thing/open`.
 */
export function read(schema: unknown, reading: Reading): JsonSchema {
  if (typeof schema === 'boolean') return schema;
  const parts: JsonSchema[] = [];
  const rest: Record<string, unknown> = {};
  const keywords = schema as Keywords;

  for (const [key, value] of Object.entries(keywords)) {
    const one = (inner: unknown) => read(inner, reading);
    const list = value as readonly unknown[];
    switch (key) {
      case '$ref':
        rest[key] = `${String(value)}/${reading}`;
        break;
      case 'enum':
        if (reading === 'open' && isOpen(list))
          parts.push({ type: list.includes(null) ? ['string', 'null'] : 'string' });
        else rest[key] = value;
        break;
      case 'additionalProperties':
        if (value !== false || reading === 'as written') rest[key] = one(value);
        break;
      case 'properties':
      case 'patternProperties':
        rest[key] = mapValues(value, one);
        break;
      case 'dependencies':
        rest[key] = mapValues(value, (inner) => (Array.isArray(inner) ? inner : one(inner)));
        break;
      case 'items':
        rest[key] = Array.isArray(value) ? list.map(one) : one(value);
        break;
      case 'additionalItems':
      case 'contains':
      case 'propertyNames':
        rest[key] = one(value);
        break;
      case 'allOf':
      case 'anyOf':
        rest[key] = list.map(one);
        break;
      case 'oneOf':
        parts.push(...readOneOf(list, reading));
        break;
      case 'not':
        rest[key] = read(value, other[reading]);
        break;
      case 'if':
        parts.push(readCondition(keywords, reading));
        break;
      case 'then':
      case 'else':
        break;
      default:
        rest[key] = value;
    }
  }
  return parts.length === 0 ? rest : { allOf: [rest, ...parts] };
}

/** Strings, and null beside them. */
function isOpen(values: readonly unknown[]): boolean {
  return (
    values.some((value) => typeof value === 'string') &&
    values.every((value) => value === null || typeof value === 'string')
  );
}

function readOneOf(list: readonly unknown[], reading: Reading): JsonSchema[] {
  const fits = list.map((inner) => read(inner, reading));
  const counts = list.map((inner) => read(inner, other[reading]));
  const two = counts.flatMap((one, index) => counts.slice(index + 1).map((next) => ({ allOf: [one, next] })));
  return [{ anyOf: fits }, ...two.map((both) => ({ not: both }))];
}

function readCondition(keywords: Keywords, reading: Reading): JsonSchema {
  const mayHold = read(keywords['if'], 'open');
  const holds = read(keywords['if'], 'as written');
  const then = read(keywords['then'] ?? true, reading);
  const otherwise = read(keywords['else'] ?? true, reading);
  return reading === 'open'
    ? { anyOf: [{ allOf: [mayHold, then] }, { allOf: [{ not: holds }, otherwise] }] }
    : { allOf: [{ anyOf: [{ not: mayHold }, then] }, { anyOf: [holds, otherwise] }] };
}

function mapValues(record: unknown, change: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record as object).map(([key, value]) => [key, change(value)]));
}
