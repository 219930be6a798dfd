import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/runtime/checks.js';
import type { Problem } from '../../src/runtime/problems.js';
import { bySchema } from '../../src/runtime/schema-check.js';
import type { Schema, Schemas } from '../../src/runtime/schema.js';

function problemsOf(schema: Schema, value: unknown, schemas: Schemas = {}): readonly Problem[] {
  return validatorOf(bySchema(schema, schemas))(value);
}

interface Case {
  readonly schema: Schema;
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
}

// What Ajv says of these is not asked: it has one of each wrong.
const cases: Readonly<Record<string, Case>> = {
  'something in an array': {
    schema: { contains: { type: 'string' } },
    good: [['a'], [1, 'a']],
    bad: [[], [1]],
  },
  'anything in an array': {
    schema: { items: [{ not: { type: 'object' } }], contains: true },
    good: [[1]],
    bad: [[]],
  },
  'something in a list of items with schemas of their own': {
    schema: { contains: { type: 'string' }, items: [true, { const: 3 }] },
    good: [['a'], [1, 3, 'a']],
    bad: [[null], [true, 3]],
  },
  'a property without a name': { schema: { required: [''] }, good: [{ '': 1 }, 3], bad: [{}, { a: 1 }] },
  'a value with a property called toString': {
    schema: { const: { toString: 1 } },
    good: [{ toString: 1 }],
    bad: [{}, { toString: 2 }],
  },
};

describe.each(Object.entries(cases))('a schema that asks for %s', (_what, { schema, good, bad }) => {
  it.each(good.map((value) => ({ value })))('takes $value', ({ value }) => {
    expect(problemsOf(schema, value)).toEqual([]);
  });

  it.each(bad.map((value) => ({ value })))('does not take $value', ({ value }) => {
    expect(problemsOf(schema, value)).toHaveLength(1);
  });
});

describe('what is open to a sender who adds to it', () => {
  const known: Schema = { enum: ['SMS', 'RCS', null] };

  it('takes other strings where strings are listed, but not where something else is', () => {
    expect(problemsOf(known, 'MMS')).toEqual([]);
    expect(problemsOf(known, 1)).toEqual([{ path: '', expected: 'string', found: 'number' }]);
    expect(problemsOf({ enum: ['SMS', 1] }, 'MMS')).toHaveLength(1);
  });

  it('takes properties that the schema excludes', () => {
    expect(problemsOf({ properties: { a: true }, additionalProperties: false }, { a: 1, b: 2 })).toEqual([]);
  });

  it('takes what is excluded unless it surely is', () => {
    // A new string fits the enumeration, but is not known to be what `not` means.
    expect(problemsOf({ not: known }, 'MMS')).toEqual([]);
    expect(problemsOf({ not: known }, 'SMS')).toHaveLength(1);
  });

  it('takes what fits one alternative surely and another perhaps', () => {
    const oneOf: Schema = { oneOf: [{ enum: ['SMS'] }, { enum: ['RCS'] }] };

    expect(problemsOf(oneOf, 'SMS')).toEqual([]);
    expect(problemsOf(oneOf, 'MMS')).toEqual([]);
    expect(problemsOf({ oneOf: [{ enum: ['SMS'] }, { minLength: 1 }] }, 'SMS')).toHaveLength(1);
  });

  it('takes either consequence of a condition that is neither met nor missed for sure', () => {
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    const schema: Schema = { if: { enum: ['SMS'] }, then: { maxLength: 3 }, else: { minLength: 5 } };

    expect(['SMS', 'MMS', 'EMAIL'].map((value) => problemsOf(schema, value).length)).toEqual([0, 0, 0]);
    expect(problemsOf(schema, 'MAIL')).toHaveLength(1);
  });
});

describe('a check of a body ends', () => {
  const schemas: Schemas = {
    List: { items: { $ref: 'List' } },
    Doubled: { properties: { a: { anyOf: [{ $ref: 'Doubled' }, { $ref: 'Doubled' }] } }, required: ['a'] },
  };

  it.each<[string, Schema]>([
    ['a schema that contains itself', { $ref: 'List' }],
    ['a comparison', { const: [1] }],
  ])('with a problem where the body is nested deeper than the stack: %s', (_what, schema) => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);

    expect(problemsOf(schema, deep, schemas)).toContainEqual({
      path: '',
      expected: 'a body that is nested less deeply',
      found: 'array',
    });
  });

  it('with a problem where alternatives double the work at every level', () => {
    const body: unknown = JSON.parse(`${'{"a":'.repeat(60)}{}${'}'.repeat(60)}`);

    expect(problemsOf({ $ref: 'Doubled' }, body, schemas)).toContainEqual({
      path: '',
      expected: 'a body that can be checked in reasonable time',
      found: 'object',
    });
  });

  const items = Array.from({ length: 300_000 }, () => ({}));
  const names = Array.from({ length: 1_500 }, (_, index) => `n${index}`);

  it.each<[string, Schema]>([
    ['many names are required of many items', { items: { required: names } }],
    ['many alternatives ask for items that differ', { oneOf: names.map(() => ({ uniqueItems: true })) }],
    [
      'many patterns are tried',
      { items: { patternProperties: Object.fromEntries(names.map((name) => [name, {}])) } },
    ],
  ])('with a problem where %s', (_what, schema) => {
    const body = [...items.map(() => ({ a: 1 })), { a: 1 }];

    // A step for each value alone would let it take minutes.
    expect(problemsOf(schema, body)).not.toEqual([]);
  });

  it('says where and what, in the words of the schema', () => {
    const schema: Schema = {
      properties: { id: { minLength: 2, pattern: '^a' }, list: { items: [true, { minimum: 3 }] } },
      propertyNames: { maxLength: 4 },
      minProperties: 1,
    };

    expect(problemsOf(schema, { id: 'b', list: [0, 1], longer: 1 })).toEqual([
      { path: '', expected: 'other names of properties', found: 'object' },
      { path: 'id', expected: 'at least 2 characters', found: 'string' },
      { path: 'id', expected: 'text of the form ^a', found: 'string' },
      { path: 'list[1]', expected: 'at least 3', found: 'number' },
    ]);
  });
});
