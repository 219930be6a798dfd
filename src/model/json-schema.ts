import { isRecord } from '../spec/json.js';
import { askingKeywords, type Keyword } from '../spec/schema-keywords.js';
import type { JsonSchema, Literal, ScalarType } from './schema.js';

/** The name of a schema under `components/schemas`; `undefined` for a schema that stands in another. */
export function componentOf(schema: JsonSchema): string | undefined {
  const id = schema['x-parser-schema-id'];
  return typeof id === 'string' && !id.startsWith('<') ? id : undefined;
}

/** The types a schema names, `null` among them where it is nullable. */
export function typesOf(schema: JsonSchema): string[] {
  const types = [...new Set([schema['type']].flat().filter((type) => typeof type === 'string'))];
  return schema['nullable'] === true && types.length > 0 && !types.includes('null')
    ? [...types, 'null']
    : types;
}

/** `anyOf: [{ enum: [...] }, { type: string }]` is how a document says that more values may come. */
export function openLiterals(alternatives: readonly unknown[]): readonly string[] | undefined {
  const [first, second] = alternatives;
  if (alternatives.length !== 2 || !isRecord(first) || !isRecord(second)) return undefined;
  const isPlainString = second['type'] === 'string' && asksFor(second, ['type']);
  const known = first['enum'];
  return isPlainString && asksFor(first, ['enum', 'type']) && isStrings(known) ? known : undefined;
}

function isStrings(values: unknown): values is readonly string[] {
  return Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === 'string');
}

/** Whether a schema asks for nothing but what some keywords say. */
export function asksFor(schema: JsonSchema, keywords: readonly Keyword[]): boolean {
  return askingKeywords(schema).every((keyword) => keywords.includes(keyword));
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

/** Whether a literal is of one of the types; `true` where there are none. */
export function isOfTypes(literal: Literal, types: readonly string[]): boolean {
  const own =
    literal === null ? ['null'] : [typeof literal, ...(Number.isInteger(literal) ? ['integer'] : [])];
  return types.length === 0 || own.some((type) => types.includes(type));
}
