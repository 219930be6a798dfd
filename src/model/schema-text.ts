import { entriesOf, isRecord } from '../spec/json.js';
import { listInPlaceCycles } from './in-place.js';
import { jsonLiteral, memberName } from './json-literal.js';
import { componentOf, typesOf } from './json-schema.js';
import { askingKeywords, innerSchemas, keywordForms, type Keyword } from '../spec/schema-keywords.js';
import { freeName, shortHash } from './names.js';
import type { JsonSchema } from './schema.js';

/** The code of schemas, for rules to be checked by. */
export interface SchemaTexts {
  /** The code of each root, in their order. */
  readonly roots: readonly string[];
  /** The schemas that the code refers to by a name. */
  readonly named: readonly { readonly key: string; readonly text: string }[];
}

/**
 * Writes schemas as object literals of TypeScript. A schema that stands in several places is written once and named
 * in them, so that a document whose schemas contain each other comes to an end.
 */
export function writeSchemas(roots: readonly JsonSchema[]): SchemaTexts {
  const shared = listShared(roots);
  const cut = listInPlaceCycles(roots);
  // A map that grows while it is walked through: each schema names the next ones.
  const names = new Map<JsonSchema, string>();
  const taken = new Set<string>();
  const written = roots.map((root) => (shared.has(root) ? referenceTo(root) : write(root)));
  const named: { readonly key: string; readonly text: string }[] = [];
  for (const [schema, name] of names) named.push({ key: memberName(name), text: write(schema) });
  return { roots: written, named };

  function write(schema: JsonSchema): string {
    const asking = askingKeywords(schema);
    const members = asking.map((keyword) => `${keyword}: ${writeKeyword(schema, keyword)}`);
    return `{ ${members.join(', ')} }`;
  }

  function writeKeyword(schema: JsonSchema, keyword: Keyword): string {
    const value = schema[keyword];
    const form = keywordForms[keyword];
    switch (form) {
      case 'types': {
        const [only, ...more] = typesOf(schema);
        return jsonLiteral(more.length === 0 ? only : [only, ...more]);
      }
      case 'schema':
      case 'schemas':
      case 'schema or schemas':
        return Array.isArray(value)
          ? `[${value.map((item) => writeInner(schema, item)).join(', ')}]`
          : writeInner(schema, value);
      case 'schemas by name':
      case 'schemas by pattern':
      case 'schemas or names by name':
        return writeMembers(value, (item) =>
          Array.isArray(item) ? jsonLiteral(item) : writeInner(schema, item),
        );
      default:
        return jsonLiteral(value);
    }
  }

  function writeMembers(record: unknown, writeValue: (value: unknown) => string): string {
    const members = entriesOf(record).map(([name, value]) => `${memberName(name)}: ${writeValue(value)}`);
    return `{ ${members.join(', ')} }`;
  }

  function writeInner(outer: JsonSchema, inner: unknown): string {
    if (!isRecord(inner)) return inner === false ? 'false' : 'true';
    // A schema that is a part of itself asks for nothing by that.
    if (cut.get(outer)?.has(inner) === true) return 'true';
    return shared.has(inner) ? referenceTo(inner) : write(inner);
  }

  function referenceTo(schema: JsonSchema): string {
    const name = names.get(schema) ?? nameOf(schema);
    names.set(schema, name);
    taken.add(name);
    return `{ $ref: ${jsonLiteral(name)} }`;
  }

  function nameOf(schema: JsonSchema): string {
    const location = shared.get(schema) ?? '';
    const name = componentOf(schema) ?? `schema ${shortHash(location)}`;
    return freeName({ name, location }, (candidate) => taken.has(candidate));
  }
}

/** The schemas that are components, or that stand in more than one place, each with the first place. */
function listShared(roots: readonly JsonSchema[]): ReadonlyMap<JsonSchema, string> {
  const seen = new Set<JsonSchema>();
  const shared = new Map<JsonSchema, string>();
  const pending = roots.map((schema, index): [JsonSchema, string] => [schema, `${index}`]).toReversed();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [schema, path] = next;
    if ((seen.has(schema) || componentOf(schema) !== undefined) && !shared.has(schema))
      shared.set(schema, path);
    if (seen.has(schema)) continue;
    seen.add(schema);
    const inner = innerSchemas(schema).map(({ keyword, step, schema: child }): [JsonSchema, string] => [
      child,
      // Paths contain those before them, and a name may be of any length.
      `${path} ${keyword} ${JSON.stringify(step.length > 100 ? shortHash(step) : step)}`,
    ]);
    pending.push(...inner.toReversed());
  }
  return shared;
}
