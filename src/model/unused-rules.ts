import { isCheapPattern, isRegExp } from '../spec/cheap-pattern.js';
import { isRecord, type JsonPath } from '../spec/json.js';
import { askingKeywords, innerSchemas, isKeyword } from '../spec/schema-keywords.js';
import type { JsonSchema } from './schema.js';

/** A rule of a schema that a receiver does not check, and why. */
export interface UnusedRule {
  readonly path: JsonPath;
  readonly keyword: string;
  readonly reason: string;
}

/** Keywords of later drafts by which a schema asks for something. */
const laterKeywords = [
  '$dynamicRef',
  '$recursiveRef',
  'dependentRequired',
  'dependentSchemas',
  'maxContains',
  'minContains',
  'prefixItems',
  'unevaluatedItems',
  'unevaluatedProperties',
];

/** The rules in these schemas, and in those they refer to, of which a receiver takes no notice. */
export function findUnusedRules(
  roots: readonly { readonly schema: unknown; readonly path: JsonPath }[],
): UnusedRule[] {
  const seen = new Set<object>();
  const unused: UnusedRule[] = [];
  for (const { schema, path } of roots) if (isRecord(schema)) visit(schema, path);
  return unused;

  function visit(schema: JsonSchema, path: JsonPath): void {
    if (seen.has(schema)) return;
    seen.add(schema);
    const asking: readonly string[] = askingKeywords(schema);
    for (const keyword of Object.keys(schema)) {
      if (asking.includes(keyword)) continue;
      const reason = reasonFor(schema, keyword);
      if (reason !== undefined) unused.push({ path: [...path, keyword], keyword, reason });
    }
    for (const { keyword, step, schema: inner } of innerSchemas(schema)) {
      visit(inner, step === '' ? [...path, keyword] : [...path, keyword, step]);
    }
  }
}

function reasonFor(schema: JsonSchema, keyword: string): string | undefined {
  if (laterKeywords.includes(keyword)) return 'it is not a keyword of JSON Schema draft 7';
  if (!isKeyword(keyword)) return undefined;
  const value = schema[keyword];
  if (keyword === 'pattern' && typeof value === 'string') return reasonForPattern(value);
  if (keyword === 'patternProperties' && isRecord(value)) {
    const pattern = Object.keys(value).find((source) => !isCheapPattern(source));
    if (pattern !== undefined) return reasonForPattern(pattern);
  }
  if (keyword === 'additionalProperties' && Object.hasOwn(schema, 'patternProperties')) {
    return 'it depends on patternProperties, which is not checked';
  }
  return 'its value is none that the keyword can have';
}

function reasonForPattern(source: string): string {
  return isRegExp(source)
    ? 'the time that its regular expression takes could double with every character'
    : 'it is no regular expression of JavaScript';
}
