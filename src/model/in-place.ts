import { innerSchemas, type Keyword } from '../spec/schema-keywords.js';
import type { JsonSchema } from './schema.js';

/** Keywords whose schemas are about the very value that the schema is about, and not about one inside it. */
const inPlace: ReadonlySet<Keyword> = new Set<Keyword>([
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependencies',
]);

/**
 * Where schemas are a part of themselves, so that checking one would never end: for a schema, those in it at which a
 * circle closes. Without these, what checks a value comes to an end with the value.
 */
export function listInPlaceCycles(
  roots: readonly JsonSchema[],
): ReadonlyMap<JsonSchema, ReadonlySet<JsonSchema>> {
  const closing = new Map<JsonSchema, Set<JsonSchema>>();
  const states = new Map<JsonSchema, 'open' | 'done'>();
  const others = new Set(roots);

  for (const root of others) {
    if (states.has(root)) continue;
    const path = [enter(root)];
    for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
      const child = here.pending.pop();
      if (child === undefined) {
        states.set(here.schema, 'done');
        path.pop();
      } else if (states.get(child) === 'open') {
        closing.set(here.schema, (closing.get(here.schema) ?? new Set()).add(child));
      } else if (!states.has(child)) {
        path.push(enter(child));
      }
    }
  }
  return closing;

  function enter(schema: JsonSchema) {
    states.set(schema, 'open');
    const pending: JsonSchema[] = [];
    for (const { keyword, schema: inner } of innerSchemas(schema)) {
      if (inPlace.has(keyword)) pending.push(inner);
      // What is about a value inside begins a walk of its own.
      else others.add(inner);
    }
    return { schema, pending: pending.toReversed() };
  }
}
