import { Ajv } from 'ajv';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildModel } from '../../src/model/build.js';
import type { Validator } from '../../src/runtime/problems.js';
import { parseSpec } from '../../src/spec/parse.js';
import { propertyRuns } from '../support/property-runs.js';
import { mutate, mutations } from './mutation.js';
import { disagreements, importValidators } from './oracle.js';

const text = { type: 'string' };
const integer = { type: 'integer' };
const link = { $ref: '#/components/schemas/Link' };

const components = {
  schemas: {
    Link: object({ id: text, next: link, others: { type: 'array', items: link } }, ['id']),
    Chain: { type: ['object', 'null'], properties: { next: { $ref: '#/components/schemas/Chain' } } },
    Either: { anyOf: [object({ next: { $ref: '#/components/schemas/Either' } }), { type: 'null' }] },
    Layered: {
      allOf: [object({ id: text }, ['id'])],
      properties: { inner: { $ref: '#/components/schemas/Layered' } },
    },
    // Called as the parts of validators are, which it must not be confused with.
    ArrayOfItem: object({ id: text }),
    Item: object({ id: integer }),
    Integer: object({ of: integer }),
    Present: object({ given: text }, ['given']),
    Nothing: object({ given: text }, ['given']),
    Record: { type: 'string', minLength: 1 },
  },
};

/** Schemas, each with a value it takes. */
const cases: Readonly<Record<string, readonly [schema: object, value: unknown]>> = {
  scalars: [
    object({ s: text, n: { type: 'number' }, i: integer, b: { type: 'boolean' }, z: { type: 'null' } }),
    all(),
  ],
  'required properties': [
    object({ a: text, b: object({ c: {} }, ['c']) }, ['a', 'b']),
    { a: '', b: { c: null } },
  ],
  'an array of maps': [
    { type: 'array', items: { type: 'object', additionalProperties: integer } },
    [{ a: 1 }, {}],
  ],
  'a map of arrays': [
    object({ m: { additionalProperties: { type: 'array', items: text }, type: 'object' } }),
    { m: { a: ['x'], 'b c': [] } },
  ],
  'arrays of arrays': [
    { type: 'array', items: { type: 'array', items: { type: 'array' } } },
    [[[1], []], []],
  ],
  'a free object': [object({ free: { type: 'object' }, any: {} }), { free: { a: [1] }, any: 7 }],
  'alternative objects': [{ anyOf: [object({ a: text }, ['a']), object({ b: integer }, ['b'])] }, { a: 'x' }],
  'alternative types': [object({ v: { type: ['string', 'integer', 'boolean'] } }), { v: 1 }],
  'nullable in four forms': [
    object({
      a: { type: ['string', 'null'] },
      b: { type: 'string', nullable: true },
      c: { anyOf: [{ $ref: '#/components/schemas/Item' }, { type: 'null' }] },
      d: { type: 'array', items: { type: ['integer', 'null'] } },
    }),
    { a: null, b: 'x', c: { id: 1 }, d: [null, 1] },
  ],
  'closed literals': [
    object({ a: { const: 'x' }, b: { enum: [1, 2.5, false] }, c: { const: null } }),
    { a: 'x', b: 1, c: null },
  ],
  'open strings': [object({ a: { anyOf: [{ enum: ['x', 'y'] }, text] } }), { a: 'z' }],
  'parts of allOf': [{ allOf: [object({ a: text }, ['a']), object({ b: integer })] }, { a: '', b: 1 }],
  recursion: [object({ link }), { link: { id: 'a', next: { id: 'b' }, others: [{ id: 'c', others: [] }] } }],
  'nullable recursion': [
    object({ chain: { $ref: '#/components/schemas/Chain' } }),
    { chain: { next: { next: null } } },
  ],
  'recursive alternatives': [
    object({ either: { $ref: '#/components/schemas/Either' } }),
    { either: { next: { next: null } } },
  ],
  'recursion through allOf': [
    object({ layered: { $ref: '#/components/schemas/Layered' } }),
    { layered: { id: '', inner: { id: '' } } },
  ],
  'names of checks': [
    object({
      lists: { type: 'array', items: { type: 'array', items: { $ref: '#/components/schemas/Item' } } },
      list: { type: 'array', items: { $ref: '#/components/schemas/ArrayOfItem' } },
      integer: { $ref: '#/components/schemas/Integer' },
      present: { $ref: '#/components/schemas/Present' },
      nothing: { $ref: '#/components/schemas/Nothing' },
      never: false,
      record: { $ref: '#/components/schemas/Record' },
    }),
    {
      lists: [[{ id: 1 }]],
      list: [{ id: 'x' }],
      integer: { of: 1 },
      present: { given: '' },
      nothing: { given: '' },
      record: 'x',
    },
  ],
  'names that every object has': [
    object({ constructor: text, toString: integer, valueOf: object({ isPrototypeOf: text }) }),
    { toString: 1 },
  ],
  'required names that every object has': [
    object({ a: object({ constructor: text }, ['constructor']) }),
    { a: { constructor: 'x' } },
  ],
  'odd names': [
    object({
      'a"b': text,
      '*/': integer,
      '${x}': text,
      '': object({ 日本: text }),
      "it's": text,
      '{{x}}': text,
    }),
    { 'a"b': '', '': { 日本: '' } },
  ],
};

const triggers = Object.keys(cases).map((name) => name.toUpperCase().replaceAll(' ', '_'));
// Own properties alone: what an object inherits is not on the wire.
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, ownProperties: true });
ajv.addSchema({ $id: 'cases', components });

let validators: Readonly<Record<string, Validator>> = {};

beforeAll(async () => {
  const document = await parseSpec({
    source: { kind: 'stdin' },
    name: 'cases',
    text: JSON.stringify(asyncapi()),
  });
  validators = await importValidators(buildModel(document), 'oracle-cases');
});

it('there is a validator for each case', () => {
  expect(Object.keys(validators)).toEqual(triggers);
});

describe.each(Object.entries(cases))('%s', (name, [schema, value]) => {
  const trigger = name.toUpperCase().replaceAll(' ', '_');

  it('takes the value', () => {
    expect(validatorOf(trigger)(value)).toEqual([]);
  });

  it('agrees with Ajv on the value changed at random, and on any other', () => {
    const validate = validatorOf(trigger);
    const oracle = ajv.compile(
      JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"cases#/components')),
    );
    const changed = mutations.map((changes) => mutate(value, changes));

    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: changed }, fc.jsonValue()), (candidate) => {
        oracle(candidate);
        expect(disagreements(validate(candidate), oracle.errors ?? [])).toEqual([]);
      }),
      { numRuns: Math.ceil(propertyRuns / 4) },
    );
  });
});

function asyncapi(): object {
  const entries = Object.values(cases).map(([schema], index) => ({
    key: `c${index}`,
    trigger: triggers[index],
    schema,
  }));
  return {
    asyncapi: '3.0.0',
    info: { title: 'Cases', version: '1' },
    channels: Object.fromEntries(
      entries.map(({ key, trigger, schema }) => [
        key,
        { address: `/${key}`, messages: { m: { 'x-sinch-trigger': trigger, payload: schema } } },
      ]),
    ),
    operations: Object.fromEntries(
      entries.map(({ key }) => [key, { action: 'receive', channel: { $ref: `#/channels/${key}` } }]),
    ),
    components,
  };
}

function validatorOf(trigger: string): Validator {
  const validator = validators[trigger];
  if (validator === undefined) throw new Error(`No validator was generated for ${trigger}.`);
  return validator;
}

function object(properties: Readonly<Record<string, unknown>>, required: readonly string[] = []): object {
  return { type: 'object', properties, required };
}

function all(): unknown {
  return { s: 'x', n: 1.5, i: 1, b: true, z: null };
}
