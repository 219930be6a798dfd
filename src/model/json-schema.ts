import { entriesOf, isRecord } from '../spec/json.js';
import type { Literal, ScalarType } from './schema.js';

/** A JSON Schema as a resolved document holds it; a cycle is a cycle of objects. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The name of a schema under `components/schemas`; `undefined` for a schema that stands in another. */
export function componentOf(schema: JsonSchema): string | undefined {
  const id = schema['x-parser-schema-id'];
  return typeof id === 'string' && !id.startsWith('<') ? id : undefined;
}

/** The types a schema allows, `null` among them where it is nullable. */
export function typesOf(schema: JsonSchema): string[] {
  const declared = schema['type'];
  const types = (Array.isArray(declared) ? declared : [declared]).filter((type) => typeof type === 'string');
  if (types.length === 0 && isRecord(schema['properties'])) types.push('object');
  if (schema['nullable'] === true && types.length > 0 && !types.includes('null')) types.push('null');
  return types;
}

/** One schema that says what a schema with `allOf` and its parts say together. */
export function mergeAllOf(schema: JsonSchema): JsonSchema {
  const parts = partsOf(schema, []);
  return {
    ...Object.assign({}, ...parts),
    properties: Object.fromEntries(parts.flatMap((part) => entriesOf(part['properties']))),
    required: parts.flatMap((part) => (Array.isArray(part['required']) ? part['required'] : [])),
  };
}

/** `anyOf: [{ enum: [...] }, { type: string }]` is how a document says that more values may come. */
export function openLiterals(alternatives: readonly unknown[]): readonly unknown[] | undefined {
  const [first, second] = alternatives;
  if (alternatives.length !== 2 || !isRecord(first) || !isRecord(second)) return undefined;
  const isPlainString = second['type'] === 'string' && !('enum' in second) && !('const' in second);
  return isPlainString && Array.isArray(first['enum']) ? first['enum'] : undefined;
}

export function descriptionOf({ description }: JsonSchema): string | undefined {
  return typeof description === 'string' && description.trim() !== '' ? description : undefined;
}

export function isLiteral(value: unknown): value is Literal {
  return value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
}

export function isScalarType(type: string): type is ScalarType {
  return ['string', 'number', 'integer', 'boolean', 'null'].includes(type);
}

// What a schema says itself comes last and wins. A part that contains the whole adds nothing to it.
function partsOf(schema: JsonSchema, above: readonly JsonSchema[]): JsonSchema[] {
  if (above.includes(schema)) return [];
  const { allOf, ...own } = schema;
  const parts = (Array.isArray(allOf) ? allOf : []).filter(isRecord);
  return [...parts.flatMap((part) => partsOf(part, [...above, schema])), own];
}
