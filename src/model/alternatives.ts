import { entriesOf, isRecord } from '../spec/json.js';
import { mergeAllOf } from './all-of.js';
import { typesOf } from './json-schema.js';
import { askingKeywords, type Keyword } from '../spec/schema-keywords.js';
import type { JsonSchema } from './schema.js';

const shaping: readonly Keyword[] = ['type', 'properties', 'const', 'enum', 'anyOf', 'oneOf', 'items'];

/**
 * The alternatives of a schema, each with what stands beside them; `undefined` where they add nothing that a type
 * could say, as with `oneOf: [{ required: [a] }, { required: [b] }]`.
 */
export function shapesOf(schema: JsonSchema, alternatives: readonly unknown[]): unknown[] | undefined {
  const { anyOf: _any, oneOf: _one, ...own } = schema;
  const beside = shapedBy(own);
  if (beside.length === 0) return [...alternatives];
  const merged = alternatives.map((alternative) =>
    isRecord(alternative) ? mergeAllOf(alternative).schema : {},
  );
  if (merged.every((alternative) => shapedBy(alternative).length === 0)) return undefined;
  const isTypeOnly = beside.every((keyword) => keyword === 'type');
  return alternatives.map((alternative, index) => {
    const shapes = shapedBy(merged[index] ?? {});
    // One with alternatives of its own stays as it is, for taken together they might have no end.
    const isEnough =
      shapes.includes('anyOf') || shapes.includes('oneOf') || (isTypeOnly && shapes.length > 0);
    return isEnough || alternative === false ? alternative : { allOf: [own, alternative] };
  });
}

/** Whether no value fits two of the alternatives. */
export function isDisjoint(alternatives: readonly unknown[]): boolean {
  const kinds = alternatives.map(kindsOf);
  const all = kinds.flat();
  return kinds.every((one) => one.length > 0) && new Set(all).size === all.length;
}

// An integer is a number; a constant is told from constants alone.
function kindsOf(alternative: unknown): string[] {
  if (!isRecord(alternative)) return [];
  if (Object.hasOwn(alternative, 'const')) return [JSON.stringify(alternative['const'])];
  return typesOf(alternative).map((type) => (type === 'integer' ? 'number' : type));
}

function shapedBy(schema: JsonSchema): Keyword[] {
  return askingKeywords(schema).filter(
    (keyword) =>
      shaping.includes(keyword) && (keyword !== 'properties' || entriesOf(schema['properties']).length > 0),
  );
}
