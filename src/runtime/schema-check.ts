import type { Check } from './checks.js';
import { takeStep, takeSteps } from './effort.js';
import { isLonger, isSameJson, isShorter, jsonText } from './json-value.js';
import { matchesPattern } from './pattern.js';
import { isRecord, report, type Problem } from './problems.js';
import type { Schema, SchemaKeywords, Schemas } from './schema.js';

/**
 * The check of a schema that is more than a type. As everywhere in a receiver, an enumeration of strings is open and
 * an object may have properties that the schema excludes, for a sender adds both without notice.
 */
export function bySchema(schema: Schema, schemas: Schemas): Check {
  return (value, path, key, problems) => {
    if (value === undefined) return;
    apply(schema, value, { schemas, reading: 'open', path: path + key, problems });
  };
}

/**
 * What is open takes more than what is written. To see that a value does not fit, as `not` and `oneOf` have to, the
 * schema is read as it is written: only what surely fits counts.
 */
type Reading = 'open' | 'as written';

interface Place {
  readonly schemas: Schemas;
  readonly reading: Reading;
  readonly path: string;
  readonly problems: Problem[];
}

function apply(schema: Schema, value: unknown, at: Place): void {
  if (schema === true || !takeStep()) return;
  if (schema === false) return report(at.problems, at.path, 'nothing', value);
  if (schema.$ref !== undefined) apply(at.schemas[schema.$ref] ?? true, value, at);
  applyAnyType(schema, value, at);
  if (typeof value === 'number') applyNumber(schema, value, at);
  else if (typeof value === 'string') applyText(schema, value, at);
  else if (Array.isArray(value)) applyArray(schema, value, at);
  else if (isRecord(value)) applyObject(schema, value, at);
  applyParts(schema, value, at);
}

function isValid(schema: Schema, value: unknown, at: Place): boolean {
  const problems: Problem[] = [];
  apply(schema, value, { ...at, problems });
  return problems.length === 0;
}

function applyAnyType({ type, const: only, enum: known }: SchemaKeywords, value: unknown, at: Place): void {
  const types = typeof type === 'string' ? [type] : type;
  if (types !== undefined && !types.some((name) => isOfType(value, name)))
    expect(at, types.join(' or '), value);
  if (only !== undefined && !isSameJson(only, value)) expect(at, jsonText(only), value);
  if (known === undefined || isKnown(known, value, at.reading)) return;
  const listed = known.slice(0, 20).map(jsonText).join(' or ');
  expect(at, isOpen(known) ? 'string' : `${listed}${known.length > 20 ? ' or another' : ''}`, value);
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function isKnown(known: readonly unknown[], value: unknown, reading: Reading): boolean {
  if (reading === 'open' && typeof value === 'string' && isOpen(known)) return true;
  return known.some((one) => isSameJson(one, value));
}

/** Strings, and null beside them. */
function isOpen(known: readonly unknown[]): boolean {
  return (
    known.some((one) => typeof one === 'string') &&
    known.every((one) => one === null || typeof one === 'string')
  );
}

function applyNumber(schema: SchemaKeywords, value: number, at: Place): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (minimum !== undefined && value < minimum) expect(at, `at least ${minimum}`, value);
  if (maximum !== undefined && value > maximum) expect(at, `at most ${maximum}`, value);
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum)
    expect(at, `more than ${exclusiveMinimum}`, value);
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum)
    expect(at, `less than ${exclusiveMaximum}`, value);
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf))
    expect(at, `a multiple of ${multipleOf}`, value);
}

function applyText({ minLength, maxLength, pattern }: SchemaKeywords, value: string, at: Place): void {
  if (minLength !== undefined && isShorter(value, minLength))
    expect(at, `at least ${minLength} characters`, value);
  if (maxLength !== undefined && isLonger(value, maxLength))
    expect(at, `at most ${maxLength} characters`, value);
  if (pattern !== undefined && matchesPattern(pattern, value) === false)
    expect(at, `text of the form ${pattern}`, value);
}

function applyArray(schema: SchemaKeywords, value: readonly unknown[], at: Place): void {
  const { items, additionalItems = true, contains, minItems, maxItems, uniqueItems } = schema;
  if (minItems !== undefined && value.length < minItems) expect(at, `at least ${minItems} items`, value);
  if (maxItems !== undefined && value.length > maxItems) expect(at, `at most ${maxItems} items`, value);
  if (uniqueItems === true && new Set(value.map(jsonText)).size < value.length)
    expect(at, 'items that all differ', value);
  if (contains !== undefined && !value.some((item) => isValid(contains, item, at)))
    expect(at, 'an item of the kind that it must contain', value);
  if (items === undefined) return;
  value.forEach((item, index) => {
    const schemaOfItem = isList(items) ? (items[index] ?? additionalItems) : items;
    apply(schemaOfItem, item, { ...at, path: `${at.path}[${index}]` });
  });
}

function applyObject(schema: SchemaKeywords, value: Record<string, unknown>, at: Place): void {
  const names = Object.keys(value);
  const { required = [], propertyNames, minProperties, maxProperties, dependencies = {} } = schema;
  requireAll(required, value, at);
  if (minProperties !== undefined && names.length < minProperties)
    expect(at, `at least ${minProperties} properties`, value);
  if (maxProperties !== undefined && names.length > maxProperties)
    expect(at, `at most ${maxProperties} properties`, value);
  if (propertyNames !== undefined && !names.every((name) => isValid(propertyNames, name, at)))
    expect(at, 'other names of properties', value);
  for (const [name, dependency] of Object.entries(dependencies)) {
    if (!Object.hasOwn(value, name)) continue;
    if (isList(dependency)) requireAll(dependency, value, at);
    else apply(dependency, value, at);
  }
  for (const name of names) applyProperty(schema, { name, value: value[name] }, at);
}

function requireAll(names: readonly string[], value: object, at: Place): void {
  if (!takeSteps(names.length / 16)) return;
  for (const name of names) {
    if (!Object.hasOwn(value, name)) report(at.problems, `${at.path}${step(name)}`, 'a value', undefined);
  }
}

function applyProperty(
  { properties = {}, patternProperties = {}, additionalProperties = true }: SchemaKeywords,
  { name, value }: { readonly name: string; readonly value: unknown },
  at: Place,
): void {
  const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
  const tried = Object.entries(patternProperties).map(
    ([pattern, schema]) => [matchesPattern(pattern, name), schema] as const,
  );
  const path = `${at.path}${own === undefined ? `[${JSON.stringify(name)}]` : step(name)}`;
  if (own !== undefined) apply(own, value, { ...at, path });
  for (const [isMatch, schema] of tried) if (isMatch === true) apply(schema, value, { ...at, path });
  // A name too long to tell is taken for one that a pattern has.
  if (own !== undefined || tried.some(([isMatch]) => isMatch !== false)) return;
  // A name that the schema excludes is one that the sender has added since.
  if (additionalProperties === false && at.reading === 'open') return;
  apply(additionalProperties, value, { ...at, path });
}

function applyParts(schema: SchemaKeywords, value: unknown, at: Place): void {
  const { allOf = [], anyOf, oneOf, not } = schema;
  for (const part of allOf) apply(part, value, at);
  if (anyOf !== undefined && !anyOf.some((part) => isValid(part, value, at)))
    expect(at, 'a value that fits one of the alternatives', value);
  if (oneOf !== undefined) applyOneOf(oneOf, value, at);
  if (not !== undefined && isValid(not, value, otherwise(at)))
    expect(at, 'a value other than what is excluded', value);
  if (schema.if !== undefined) applyCondition(schema, schema.if, value, at);
}

/** The other reading, for a schema from whose fitting it follows that a value does not fit. */
function otherwise(at: Place): Place {
  return { ...at, reading: at.reading === 'open' ? 'as written' : 'open' };
}

function applyOneOf(alternatives: readonly Schema[], value: unknown, at: Place): void {
  const fitting = alternatives.filter((part) => isValid(part, value, at));
  const excluding = alternatives.filter((part) => isValid(part, value, otherwise(at)));
  if (fitting.length === 0) expect(at, 'a value that fits one of the alternatives', value);
  else if (excluding.length > 1) expect(at, 'a value that fits no more than one of the alternatives', value);
}

function applyCondition(schema: SchemaKeywords, condition: Schema, value: unknown, at: Place): void {
  const { then = true, else: instead = true } = schema;
  const holds = isValid(condition, value, at);
  if (holds === isValid(condition, value, otherwise(at))) apply(holds ? then : instead, value, at);
  else if (at.reading === 'as written') [then, instead].forEach((part) => apply(part, value, at));
  // What is open decides neither way, so either consequence will do.
  else if (![then, instead].some((part) => isValid(part, value, at)))
    expect(at, 'a value that fits one of the alternatives', value);
}

function expect({ path, problems }: Place, expected: string, value: unknown): void {
  report(problems, path, expected, value);
}

function step(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

// Array.isArray does not tell a readonly array from what is none.
function isList<Item>(value: readonly Item[] | Schema): value is readonly Item[] {
  return Array.isArray(value);
}
