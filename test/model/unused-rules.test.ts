import { describe, expect, it } from 'vitest';
import { findUnusedRules } from '../../src/model/unused-rules.js';

const found = (schema: unknown) =>
  findUnusedRules([{ schema, path: [] }]).map(({ path, reason }) => `${path.join('.')}: ${reason}`);

describe('findUnusedRules', () => {
  it('is silent about a schema of which every rule is checked', () => {
    expect(
      found({
        type: 'object',
        title: 'T',
        format: 'x',
        'x-own': 1,
        properties: { pattern: { type: 'string', pattern: '^a+$', minLength: 1 } },
        patternProperties: { '^x': { enum: [1] } },
        additionalProperties: false,
      }),
    ).toEqual([]);
  });

  it.each([
    ['a pattern that could run away', { pattern: '(a+)+$' }, /^pattern: the time/],
    ['what is no regular expression', { pattern: '(' }, /^pattern: it is no regular expression/],
    ['a keyword of a later draft', { unevaluatedProperties: false }, /^unevaluatedProperties: .*draft 7$/],
    ['a value that the keyword cannot have', { multipleOf: 0 }, /^multipleOf: its value/],
    [
      'a pattern of names that could run away',
      { patternProperties: { '(a*)*b': {} } },
      /^patternProperties: the time/,
    ],
  ])('names %s', (_what, schema, reason) => {
    expect(found(schema)).toEqual([expect.stringMatching(reason)]);
  });

  it('says that other properties depend on those that are not checked', () => {
    expect(found({ patternProperties: { '(': {} }, additionalProperties: false })).toEqual([
      expect.stringMatching(/^patternProperties: it is no regular/),
      expect.stringMatching(/^additionalProperties: it depends on patternProperties/),
    ]);
  });

  it('looks into inner schemas, each once, also where they lead in a circle', () => {
    const inner: Record<string, unknown> = { pattern: '(' };
    inner['not'] = inner;
    const schema = { properties: { a: inner, b: { items: [true, inner] } }, allOf: [{ minContains: 1 }] };
    expect(found(schema).map((text) => text.split(':')[0])).toEqual([
      'properties.a.pattern',
      'allOf.0.minContains',
    ]);
  });
});
