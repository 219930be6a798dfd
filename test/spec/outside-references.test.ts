import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { mayReferOutside } from '../../src/spec/outside-references.js';
import { propertyRuns } from '../support/property-runs.js';

describe('a quick look at a text', () => {
  it.each([
    `a: { $ref: '#/b' }`,
    `a: { "$ref": "#/b" }`,
    `a:\n  $ref:\n    '#/b'`,
    `{"a":{"$ref":"#/b"}}`,
    `a: { '$ref' : '#' }`,
    'a: 1',
  ])('finds nothing that leads outside: %j', (text) => {
    expect(mayReferOutside(text)).toBe(false);
  });

  it.each([
    'a: { $ref: b.yaml }',
    `a: { $ref: 'b.yaml#/c' }`,
    `a: { $ref: '#/b' }\nc: { $ref: b.yaml }`,
    'a:\n  $ref: # a comment\n    b.yaml',
    'a: { $ref: *anchor }',
    `a: { $ref: !!str 'b.yaml' }`,
    `a:\n  ? $ref\n  : b.yaml`,
    '{"a":{"\\u0024ref":"b.yaml"}}',
    '{"a":{"$\\u0072ef":"b.yaml"}}',
    '{"a":{"$ref":"\\u0062.yaml"}}',
    '"$r\\x65f": b.yaml',
  ])('finds what may: %j', (text) => {
    expect(mayReferOutside(text)).toBe(true);
  });

  const styles = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;
  const writers: readonly ((value: unknown) => string)[] = [
    (value) => JSON.stringify(value),
    (value) => JSON.stringify(value, null, 2),
    ...styles.map(
      (style) => (value: unknown) =>
        stringify(value, {
          defaultStringType: style,
          defaultKeyType: style.startsWith('BLOCK') ? 'PLAIN' : style,
        }),
    ),
  ];

  it('misses no reference, however it is written', () => {
    const target = fc.oneof(fc.webUrl(), fc.string(), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(target, fc.constantFrom(...writers), (reference, write) => {
        const text = write({ a: [{ $ref: reference }], b: { $ref: '#/a/0' } });
        fc.pre(!reference.startsWith('#'));
        expect(mayReferOutside(text), text).toBe(true);
      }),
      { numRuns: propertyRuns },
    );
  });

  it('finds nothing in the bundled document, and so no run on it looks closer', () => {
    const text = readFileSync(new URL('../../spec/sinch-conversation.yaml', import.meta.url), 'utf8');
    expect(text).toContain('$ref');
    expect(mayReferOutside(text)).toBe(false);
  });
});
