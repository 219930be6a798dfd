import { describe, expect, it } from 'vitest';
import type { SchemaKeywords } from '../../src/runtime/schema.js';
import { askingKeywords, innerSchemas, type Keyword } from '../../src/spec/schema-keywords.js';

describe('the keywords of a schema', () => {
  it('are those that the runtime of a receiver checks, and no others', () => {
    // Neither type may have a key that the other has not; this compiles only then.
    const known = null as unknown as Exclude<keyof SchemaKeywords, '$ref'> satisfies Keyword;
    const checked = null as unknown as Keyword satisfies keyof SchemaKeywords;

    expect([known, checked]).toEqual([null, null]);
  });

  it.each([
    ['says nothing', {}],
    [
      'describes',
      { title: 'A', description: 'B', default: 1, examples: [], format: 'email', deprecated: true },
    ],
    ['is of no known keyword', { unevaluatedProperties: false, 'x-more': 1 }],
    [
      'has a value of another form',
      { type: 3, minLength: -1, required: 'id', allOf: [], not: 1, multipleOf: 0 },
    ],
    ['is empty', { required: [], patternProperties: {}, dependencies: {} }],
    ['has a number that JSON has not', { minimum: Infinity, const: Number.NaN, enum: [1, Infinity] }],
    ['has a pattern that could run away', { pattern: '^(a+)+$' }],
    ['has a pattern that is none', { pattern: '(' }],
  ])('ask for nothing where what stands there %s', (_what, schema) => {
    expect(askingKeywords(schema)).toEqual([]);
  });

  it('say nothing of other properties where it is not known which are others', () => {
    expect(askingKeywords({ patternProperties: { '^(a+)+$': true }, additionalProperties: false })).toEqual(
      [],
    );
    expect(askingKeywords({ patternProperties: { '^a': true }, additionalProperties: false })).toEqual([
      'patternProperties',
      'additionalProperties',
    ]);
  });

  it('lead to the schemas inside, each with its step', () => {
    const [a, b, c, d] = [{ title: 'a' }, { title: 'b' }, { title: 'c' }, { title: 'd' }];
    const schema = { items: [a, true], properties: { b }, dependencies: { x: ['y'], c }, not: d, default: a };

    expect(innerSchemas(schema).toSorted((x, y) => (x.keyword < y.keyword ? -1 : 1))).toEqual([
      { keyword: 'dependencies', step: 'c', schema: c },
      { keyword: 'items', step: '0', schema: a },
      { keyword: 'not', step: '', schema: d },
      { keyword: 'properties', step: 'b', schema: b },
    ]);
  });
});
