import type { JsonSchema } from './random-schema.js';

/**
 * A schema as a receiver reads it, written so that Ajv reads it alike. What differs from the words of the document are
 * the rules of this project: an enumeration of strings takes any string and an object any property besides; and a
 * schema with properties that names no type describes an object.
 */
export function openSchema(schema: JsonSchema): JsonSchema {
  return read(schema, 'open', { describes: true });
}

type Reading = 'open' | 'as written';

const other: Readonly<Record<Reading, Reading>> = { open: 'as written', 'as written': 'open' };

/** Whether a schema stands where it describes a value by itself, rather than adds to another that does. */
interface Context {
  readonly describes: boolean;
}

const adds: Context = { describes: false };

function read(schema: unknown, reading: Reading, context: Context): JsonSchema {
  if (typeof schema === 'boolean') return schema;
  const parts: JsonSchema[] = [];
  const rest: Record<string, unknown> = {};
  const { $ref, ...keywords } = schema as Record<string, unknown>;
  if ($ref !== undefined) {
    const suffix = `${reading === 'open' ? 'open' : 'written'}${context.describes ? 'Describes' : ''}`;
    parts.push({ $ref: `${String($ref)}/${suffix}` });
  }
  const isTyped = typesWithin(keywords) || $ref !== undefined;
  if (context.describes && !isTyped && propertiesWithin(keywords)) parts.push({ type: 'object' });
  const alternatives: Context = { describes: context.describes && !isTyped && !propertiesWithin(keywords) };

  for (const [key, value] of Object.entries(keywords)) {
    const one = (inner: unknown, as: Context = adds) => read(inner, reading, as);
    const list = value as readonly unknown[];
    switch (key) {
      case 'nullable':
        break;
      case 'type':
        rest['type'] = keywords['nullable'] === true ? [...new Set([value, 'null'].flat())] : value;
        break;
      case 'enum':
        if (
          reading === 'open' &&
          list.some((item) => typeof item === 'string') &&
          list.every((item) => item === null || typeof item === 'string')
        ) {
          parts.push({ type: list.includes(null) ? ['string', 'null'] : 'string' });
        } else rest['enum'] = value;
        break;
      case 'additionalProperties':
        if (value !== false || reading === 'as written') rest[key] = one(value, { describes: true });
        break;
      case 'properties':
      case 'patternProperties':
        rest[key] = mapValues(value, (inner) => one(inner, { describes: true }));
        break;
      case 'dependencies':
        rest[key] = mapValues(value, (inner) => (Array.isArray(inner) ? inner : one(inner)));
        break;
      case 'items':
        rest[key] = Array.isArray(value)
          ? list.map((inner) => one(inner, { describes: true }))
          : one(value, { describes: true });
        break;
      case 'additionalItems':
        rest[key] = one(value, { describes: true });
        break;
      case 'contains':
      case 'propertyNames':
        rest[key] = one(value);
        break;
      case 'allOf':
        rest[key] = list.map((inner) => one(inner));
        break;
      case 'anyOf':
        rest[key] = list.map((inner) => one(inner, alternatives));
        break;
      case 'oneOf':
        parts.push(...readOneOf(list, reading, alternatives));
        break;
      case 'not':
        rest[key] = read(value, other[reading], adds);
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
  // Without what it stands beside, `additionalProperties` would speak of all properties.
  return parts.length === 0 ? rest : { allOf: [rest, ...parts] };
}

function readOneOf(list: readonly unknown[], reading: Reading, context: Context): JsonSchema[] {
  const fits = list.map((inner) => read(inner, reading, context));
  const counts = list.map((inner) => read(inner, other[reading], context));
  const two = counts.flatMap((one, index) => counts.slice(index + 1).map((next) => ({ allOf: [one, next] })));
  return [{ anyOf: fits }, ...two.map((both) => ({ not: both }))];
}

function readCondition(keywords: Readonly<Record<string, unknown>>, reading: Reading): JsonSchema {
  const mayHold = read(keywords['if'], 'open', adds);
  const holds = read(keywords['if'], 'as written', adds);
  const then = read(keywords['then'] ?? true, reading, adds);
  const otherwise = read(keywords['else'] ?? true, reading, adds);
  return reading === 'open'
    ? { anyOf: [{ allOf: [mayHold, then] }, { allOf: [{ not: holds }, otherwise] }] }
    : { allOf: [{ anyOf: [{ not: mayHold }, then] }, { anyOf: [holds, otherwise] }] };
}

function typesWithin({ type, allOf }: Readonly<Record<string, unknown>>): boolean {
  return type !== undefined || partsOf(allOf).some((part) => '$ref' in part || typesWithin(part));
}

function propertiesWithin({ properties, allOf }: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(properties ?? {}).length > 0 || partsOf(allOf).some((part) => propertiesWithin(part));
}

function partsOf(allOf: unknown): Record<string, unknown>[] {
  return Array.isArray(allOf) ? allOf.filter((part) => typeof part === 'object') : [];
}

function mapValues(record: unknown, change: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record as object).map(([key, value]) => [key, change(value)]));
}
