import fc from 'fast-check';

/** A JSON Schema of draft 7, as a JSON value. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/** Names that a property may have: those that meet, and those that are something else to JavaScript. */
const names = [
  'a',
  'b',
  'A',
  'id',
  'constructor',
  'toString',
  'hasOwnProperty',
  'x-1',
  '',
  '日本',
  'שלום',
  '🙂',
  'class',
  "it's",
] as const;

const shortTexts = fc.constantFrom('', 'a', 'b', 'ab', 'abc', '1', '🙂🙂', 'x-1', ...names);
const numbers = fc.constantFrom(-1, 0, 0.5, 1, 2, 3, 10);
const counts = fc.nat(3);

// Ajv does not always see that a property is missing whose name is empty.
const requirable = fc.constantFrom(...names.filter((name) => name !== ''));

/** Values of the kind that the schemas here tell apart. */
export const randomValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(shortTexts, numbers, fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

const literals = fc.oneof(
  shortTexts,
  numbers,
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom([], {}, [1], { a: 'b' }),
);
const types = fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'object', 'array');
const patterns = fc.constantFrom('^a', 'b$', '^x-', '^[a-z]+$', '1', '.', '^$', '^(ab|c)+$');

/** Schemas that may refer to `components/schemas` of the given names. */
export function randomSchema(components: readonly string[]): fc.Arbitrary<JsonSchema> {
  const references = components.map((name) => `#/components/schemas/${name}`);
  return fc.letrec<{ schema: JsonSchema; keywords: JsonSchema }>((tie) => {
    const inner = tie('schema');
    const some = (maxLength = 3) => fc.array(inner, { minLength: 1, maxLength });
    const byName = fc.dictionary(fc.constantFrom(...names), inner, { maxKeys: 4 });
    const text = fc.record(
      { type: fc.constant('string'), minLength: counts, maxLength: counts, pattern: patterns },
      { requiredKeys: ['type'] },
    );
    const number = fc.record(
      {
        type: fc.constantFrom('number', 'integer'),
        minimum: numbers,
        maximum: numbers,
        exclusiveMinimum: numbers,
        exclusiveMaximum: numbers,
        multipleOf: fc.constantFrom(1, 2, 0.5),
      },
      { requiredKeys: ['type'] },
    );
    const object = fc.record(
      {
        type: fc.constant('object'),
        properties: byName,
        required: fc.uniqueArray(requirable, { maxLength: 2 }),
        additionalProperties: inner,
        patternProperties: fc.dictionary(patterns, inner, { maxKeys: 2 }),
        propertyNames: text,
        minProperties: counts,
        maxProperties: counts,
        dependencies: fc.dictionary(
          fc.constantFrom(...names),
          fc.oneof(inner, fc.uniqueArray(requirable, { minLength: 1, maxLength: 2 })),
          { maxKeys: 2 },
        ),
      },
      { requiredKeys: ['type'] },
    );
    const plainObject = fc.record({
      type: fc.constant('object'),
      properties: byName,
      required: fc.uniqueArray(requirable, { maxLength: 2 }),
    });
    // Of an empty array that must contain something, and of any where each item has a schema of its own, Ajv sometimes
    // says that it does.
    const array = fc
      .record(
        {
          type: fc.constant('array'),
          items: fc.oneof(inner, some()),
          additionalItems: inner,
          contains: inner,
          minItems: counts,
          maxItems: counts,
          uniqueItems: fc.boolean(),
        },
        { requiredKeys: ['type'] },
      )
      .map(({ contains, ...schema }) =>
        contains === undefined || Array.isArray(schema.items)
          ? schema
          : { ...schema, contains, minItems: Math.max(1, schema.minItems ?? 0) },
      );
    // Any keywords beside each other, as nobody would write them.
    const anything = fc
      .tuple(
        text,
        number,
        object,
        array,
        fc.subarray([
          'type',
          'minLength',
          'minimum',
          'items',
          'properties',
          'required',
          'maxItems',
          'patternProperties',
        ]),
      )
      .map(([a, b, c, d, kept]) => {
        const all: Record<string, unknown> = { ...a, ...b, ...c, ...d };
        return Object.fromEntries(Object.entries(all).filter(([key]) => kept.includes(key)));
      });
    const composed = fc.oneof(
      fc.record({ allOf: some() }),
      fc.record({ anyOf: some() }),
      fc.record({ oneOf: some() }),
      fc.record({ not: inner }),
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      fc.record({ if: inner, then: inner, else: inner }, { requiredKeys: ['if'] }),
    );
    const annotations = fc.record(
      {
        title: fc.constantFrom('Same', 'Date', 'string', '__proto__', '*/'),
        description: fc.constantFrom('Some words.', '*/ x /*', ''),
        format: fc.constantFrom('date-time', 'email', 'int32', 'unheard-of'),
        default: literals,
      },
      { requiredKeys: [] },
    );
    const beside = fc
      .tuple(fc.oneof(plainObject, object, text, array, anything), composed, annotations)
      .map(([a, b, c]) => ({ ...a, ...b, ...c }));
    return {
      keywords: fc.oneof(
        { maxDepth: 5, depthIdentifier: 'schema' },
        fc.oneof(
          fc.record({ type: types }),
          text,
          number,
          fc.constant({}),
          fc.record({ const: literals }),
          fc.record({
            enum: fc.uniqueArray(literals, {
              minLength: 1,
              maxLength: 4,
              selector: (one) => JSON.stringify(one),
            }),
          }),
          fc.record({
            type: types,
            enum: fc.uniqueArray(fc.oneof(shortTexts, numbers), { minLength: 1, maxLength: 4 }),
          }),
          fc.record({ type: fc.uniqueArray(types, { minLength: 2, maxLength: 3 }) }),
          fc.record({ type: types.filter((type) => type !== 'null'), nullable: fc.boolean() }),
        ),
        plainObject,
        object,
        array,
        composed,
        beside,
        anything,
      ),
      schema: fc.oneof(
        { weight: 20, arbitrary: tie('keywords') },
        { weight: 1, arbitrary: fc.boolean() },
        ...(references.length === 0
          ? []
          : [
              {
                weight: 5,
                arbitrary: fc.oneof(
                  fc.record({ $ref: fc.constantFrom(...references) }),
                  fc
                    .tuple(fc.constantFrom(...references), fc.oneof(annotations, text, object))
                    .map(([$ref, beside]) => ({ $ref, ...beside })),
                ),
              },
            ]),
      ),
    };
  }).schema;
}

/** Schemas that AsyncAPI takes for a component or a payload: objects, and none that is a reference and no more. */
export function randomRoot(components: readonly string[]): fc.Arbitrary<JsonSchema> {
  return randomSchema(components).map((schema) =>
    typeof schema === 'boolean' || '$ref' in schema ? { allOf: [schema] } : schema,
  );
}
