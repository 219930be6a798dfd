import { entriesOf } from '../spec/json.js';
import { askingKeywords, type Keyword } from '../spec/schema-keywords.js';
import type { JsonSchema } from './schema.js';

/** What a schema asks for besides what some of its keywords say; `undefined` where that is nothing. */
export function rulesBeyond(schema: JsonSchema, says: readonly Keyword[]): JsonSchema | undefined {
  const left = askingKeywords(schema).filter((keyword) => !says.includes(keyword));
  if (left.length === 0) return undefined;
  const rules: Record<string, unknown> = Object.fromEntries(
    left.map((keyword) => [keyword, schema[keyword]]),
  );
  // Only the nullable type is the one that the document means.
  if (left.includes('type')) rules['nullable'] = schema['nullable'];
  const names = says.includes('properties') ? entriesOf(schema['properties']).map(([name]) => name) : [];
  if (Array.isArray(rules['required'])) {
    rules['required'] = rules['required'].filter((name) => !names.includes(name));
  }
  // Which properties are others depends on those that are named.
  if (left.includes('additionalProperties') && names.length > 0) {
    rules['properties'] = Object.fromEntries(names.map((name) => [name, true]));
  }
  return rules;
}
