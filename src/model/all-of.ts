import { entriesOf, isRecord } from '../spec/json.js';
import { askingKeywords, isSchema, type Keyword } from '../spec/schema-keywords.js';
import type { JsonSchema } from './schema.js';

/** One schema in the place of several that a value has to fit all of. */
export interface Merged {
  readonly schema: JsonSchema;
  /** It asks for all that the several ask for, and not only for a part of it. */
  readonly isComplete: boolean;
}

/** The one part of an `allOf` beside which nothing else asks for anything: the schema is that part, described anew. */
export function onlyPart(schema: JsonSchema): JsonSchema | undefined {
  const { allOf } = schema;
  const [part, ...more] = Array.isArray(allOf) ? allOf : [];
  const isAlone = more.length === 0 && isRecord(part) && askingKeywords(schema).length === 1;
  return isAlone && schema['nullable'] !== true ? part : undefined;
}

/** What a schema with `allOf` and its parts say together, as far as one schema without can say it. */
export function mergeAllOf(schema: JsonSchema): Merged {
  if (!Array.isArray(schema['allOf'])) return { schema, isComplete: true };
  const all = listParts(schema, new Set());
  const parts = all.map(({ allOf: _parts, ...own }) => own);
  return {
    schema: {
      ...Object.assign({}, ...parts),
      ...(parts.some(hasProperties) && {
        properties: Object.fromEntries(parts.flatMap((part) => entriesOf(part['properties']))),
      }),
      ...(parts.some((part) => Array.isArray(part['required'])) && {
        required: parts.flatMap((part) => (Array.isArray(part['required']) ? part['required'] : [])),
      }),
      'x-parser-schema-id': schema['x-parser-schema-id'],
    },
    isComplete: !all.some(hasNever) && isLossless(parts),
  };
}

// What a schema says itself comes last and wins. A part that is there already adds nothing, and one that contains the
// whole would have no end.
function listParts(schema: JsonSchema, known: Set<JsonSchema>): JsonSchema[] {
  if (known.has(schema)) return [];
  known.add(schema);
  return [...partsOf(schema).flatMap((part) => listParts(part, known)), schema];
}

function partsOf({ allOf }: JsonSchema): JsonSchema[] {
  return Array.isArray(allOf) ? allOf.filter(isRecord) : [];
}

function hasNever({ allOf }: JsonSchema): boolean {
  return Array.isArray(allOf) && allOf.includes(false);
}

/** These say together what a schema asks for, so that they cannot come from several. */
const groups: readonly (readonly Keyword[])[] = [
  ['properties', 'patternProperties', 'additionalProperties'],
  ['items', 'additionalItems'],
  ['if', 'then', 'else'],
];

function isLossless(parts: readonly JsonSchema[]): boolean {
  const asking = parts.map(askingKeywords);
  const count = (keyword: Keyword) => asking.filter((keywords) => keywords.includes(keyword)).length;
  const isShared = (keyword: Keyword) =>
    count(keyword) > 1 && !['required', 'properties', 'type'].includes(keyword);
  const isSplit = (group: readonly Keyword[]) =>
    group.some((keyword) => keyword !== 'properties' && count(keyword) > 0) &&
    asking.filter((keywords) => group.some((keyword) => keywords.includes(keyword))).length > 1;
  const types = new Set(parts.flatMap((part) => (isSchemaWithType(part) ? [typeText(part)] : [])));
  return !asking.flat().some(isShared) && !groups.some(isSplit) && types.size <= 1 && !sharesProperty(parts);
}

function isSchemaWithType(part: JsonSchema): boolean {
  return part['type'] !== undefined;
}

function typeText({ type, nullable }: JsonSchema): string {
  return JSON.stringify([[type].flat().toSorted(), nullable === true]);
}

function sharesProperty(parts: readonly JsonSchema[]): boolean {
  const schemas = new Map<string, unknown>();
  return parts.some((part) =>
    entriesOf(part['properties']).some(([name, schema]) => {
      const isOther = schemas.has(name) && schemas.get(name) !== schema;
      schemas.set(name, schema);
      return isOther;
    }),
  );
}

function hasProperties({ properties }: JsonSchema): boolean {
  return isRecord(properties) && Object.values(properties).every(isSchema);
}
