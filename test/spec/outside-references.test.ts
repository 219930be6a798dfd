import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mayReferOutside } from '../../src/spec/outside-references.js';

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

  it('finds nothing in the bundled document, and so no run on it looks closer', () => {
    const text = readFileSync(new URL('../../spec/sinch-conversation.yaml', import.meta.url), 'utf8');
    expect(text).toContain('$ref');
    expect(mayReferOutside(text)).toBe(false);
  });
});
