import { listInPlaceCycles } from '../model/in-place.js';
import { typesOf } from '../model/json-schema.js';
import type { JsonSchema } from '../model/schema.js';
import type { Schema } from '../runtime/schema.js';
import { isRecord, type JsonRecord } from '../spec/json.js';
import { askingKeywords, keywordForms } from '../spec/schema-keywords.js';

/** Makes what the checks of a receiver read of the schemas of a document; those that contain themselves do so here too. */
export function createRuleReader(roots: readonly JsonSchema[]): (schema: JsonSchema) => Schema {
  const cut = listInPlaceCycles(roots);
  const known = new Map<JsonSchema, JsonRecord>();

  const readInner = (outer: JsonSchema, inner: unknown): Schema => {
    if (!isRecord(inner)) return inner !== false;
    // A schema that is a part of itself asks for nothing by that.
    return cut.get(outer)?.has(inner) === true ? true : read(inner);
  };
  const read = (schema: JsonSchema): Schema => {
    const before = known.get(schema);
    if (before !== undefined) return before;
    const made: JsonRecord = {};
    known.set(schema, made);
    for (const keyword of askingKeywords(schema)) made[keyword] = readKeyword(schema, keyword);
    return made;
  };
  const readKeyword = (schema: JsonSchema, keyword: keyof typeof keywordForms): unknown => {
    const value = schema[keyword];
    switch (keywordForms[keyword]) {
      case 'types':
        return typesOf(schema);
      case 'schema':
      case 'schemas':
      case 'schema or schemas':
        return Array.isArray(value) ? value.map((item) => readInner(schema, item)) : readInner(schema, value);
      case 'schemas by name':
      case 'schemas by pattern':
      case 'schemas or names by name':
        return Object.fromEntries(
          Object.entries(isRecord(value) ? value : {}).map(([name, item]) => [
            name,
            Array.isArray(item) ? item : readInner(schema, item),
          ]),
        );
      default:
        return value;
    }
  };
  return read;
}
