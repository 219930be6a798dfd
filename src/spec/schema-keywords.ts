import { isRecord, type JsonRecord } from './json.js';
import { isCheapPattern } from './cheap-pattern.js';

/** What may stand behind a keyword; anything else there is as if the keyword were not. */
type Form =
  | 'types'
  | 'value'
  | 'values'
  | 'number'
  | 'count'
  | 'divisor'
  | 'flag'
  | 'names'
  | 'pattern'
  | 'schema'
  | 'schemas'
  | 'schema or schemas'
  | 'schemas by name'
  | 'schemas by pattern'
  | 'schemas or names by name';

/** Every keyword of draft 7 by which a schema asks for something. The others, `format` among them, describe. */
export const keywordForms = {
  type: 'types',
  const: 'value',
  enum: 'values',

  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'divisor',

  minLength: 'count',
  maxLength: 'count',
  pattern: 'pattern',

  items: 'schema or schemas',
  additionalItems: 'schema',
  contains: 'schema',
  minItems: 'count',
  maxItems: 'count',
  uniqueItems: 'flag',

  required: 'names',
  properties: 'schemas by name',
  patternProperties: 'schemas by pattern',
  additionalProperties: 'schema',
  propertyNames: 'schema',
  minProperties: 'count',
  maxProperties: 'count',
  dependencies: 'schemas or names by name',

  allOf: 'schemas',
  anyOf: 'schemas',
  oneOf: 'schemas',
  not: 'schema',
  if: 'schema',
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then: 'schema',
  else: 'schema',
} as const satisfies Readonly<Record<string, Form>>;

export type Keyword = keyof typeof keywordForms;

const keywords = Object.keys(keywordForms) as readonly Keyword[];

export function isKeyword(key: string): key is Keyword {
  return Object.hasOwn(keywordForms, key);
}

/** The types of which alone some keywords ask for something. */
const subjects: readonly (readonly [types: readonly string[], keywords: readonly Keyword[]])[] = [
  [
    ['number', 'integer'],
    ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ],
  [['string'], ['minLength', 'maxLength', 'pattern']],
  [['array'], ['items', 'additionalItems', 'contains', 'minItems', 'maxItems', 'uniqueItems']],
  [
    ['object'],
    [
      'required',
      'properties',
      'patternProperties',
      'additionalProperties',
      'propertyNames',
      'minProperties',
      'maxProperties',
      'dependencies',
    ],
  ],
];

/** The keywords of a schema that ask for something of a value that is of its type. */
export function askingKeywords(schema: JsonRecord): Keyword[] {
  const idle = new Set(listIdle(schema));
  const asking = keywords.filter(
    (keyword) =>
      Object.hasOwn(schema, keyword) && !idle.has(keyword) && hasForm(schema[keyword], keywordForms[keyword]),
  );
  // What other properties are is known only where it is known which properties are others.
  const { patternProperties = {} } = schema;
  return !isEmpty(patternProperties) && !asking.includes('patternProperties')
    ? asking.filter((keyword) => keyword !== 'additionalProperties')
    : asking;
}

function listIdle({ type }: JsonRecord): readonly Keyword[] {
  if (!hasForm(type, 'types')) return [];
  const own = [type].flat();
  return subjects.flatMap(([types, about]) => (types.some((one) => own.includes(one)) ? [] : about));
}

/** A schema directly in another, with the keyword, and the name or index behind it, that leads there. */
export interface InnerSchema {
  readonly keyword: Keyword;
  readonly step: string;
  readonly schema: JsonRecord;
}

export function innerSchemas(schema: JsonRecord): InnerSchema[] {
  return askingKeywords(schema).flatMap((keyword) => {
    const form: Form = keywordForms[keyword];
    if (!form.startsWith('schema')) return [];
    const value = schema[keyword];
    const isOne = isRecord(value) && !form.includes(' by ');
    const inner: [string, unknown][] = isOne ? [['', value]] : Object.entries(Object(value));
    return inner.flatMap(([step, item]) => (isRecord(item) ? [{ keyword, step, schema: item }] : []));
  });
}

export function isSchema(value: unknown): value is JsonRecord | boolean {
  return isRecord(value) || typeof value === 'boolean';
}

function hasForm(value: unknown, form: Form): boolean {
  switch (form) {
    case 'value':
      return isJson(value);
    case 'values':
      return Array.isArray(value) && value.every(isJson);
    case 'types':
      return [value].flat().length > 0 && [value].flat().every((type) => typeof type === 'string');
    case 'number':
      return Number.isFinite(value);
    case 'divisor':
      return typeof value === 'number' && Number.isFinite(value) && value > 0;
    case 'count':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    case 'flag':
      return typeof value === 'boolean';
    case 'names':
      return isNames(value) && !isEmpty(value);
    case 'pattern':
      return typeof value === 'string' && isCheapPattern(value);
    case 'schema':
      return isSchema(value);
    case 'schemas':
      return Array.isArray(value) && value.length > 0 && value.every(isSchema);
    case 'schema or schemas':
      return isSchema(value) || (Array.isArray(value) && value.every(isSchema));
    case 'schemas by name':
      return isRecord(value) && Object.values(value).every(isSchema);
    case 'schemas by pattern':
      return (
        isRecord(value) &&
        !isEmpty(value) &&
        Object.keys(value).every(isCheapPattern) &&
        Object.values(value).every(isSchema)
      );
    case 'schemas or names by name':
      return (
        isRecord(value) &&
        !isEmpty(value) &&
        Object.values(value).every((item) => isSchema(item) || isNames(item))
      );
  }
}

// YAML has numbers that JSON has not.
function isJson(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isJson);
  return typeof value !== 'number' || Number.isFinite(value);
}

function isEmpty(value: unknown): boolean {
  return Object.keys(Object(value)).length === 0;
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}
