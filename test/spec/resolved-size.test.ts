import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../src/spec/parse.js';
import { payloadOf, withSchemas } from './schemas-document.js';
import { failureOf, specText } from './spec-text.js';

describe('references written out', () => {
  const levels = (count: number, schema: (next: string) => string) =>
    [
      `S: { $ref: '#/components/schemas/L0' }`,
      ...Array.from(
        { length: count },
        (_, level) => `L${level}: ${schema(`{ $ref: '#/components/schemas/L${level + 1}' }`)}`,
      ),
      `L${count}: { type: string }`,
    ].join('\n');

  it.each([
    [
      'double at every level',
      'SPEC_TOO_MANY_NODES',
      levels(30, (next) => `{ properties: { a: ${next}, b: ${next} } }`),
    ],
    ['form a long chain', 'SPEC_TOO_DEEP', levels(5000, (next) => `{ properties: { a: ${next} } }`)],
    [
      'form a long circle',
      'SPEC_TOO_DEEP',
      levels(5000, (next) => `{ properties: { a: ${next}, b: { $ref: '#/components/schemas/L0' } } }`),
    ],
    [
      'are tens of thousands',
      'SPEC_TOO_MANY_NODES',
      `S: { anyOf: [${"{ $ref: '#/components/schemas/T' },".repeat(20_001)}] }\nT: {}`,
    ],
  ])('are given up where they %s', async (_what, code, schemas) => {
    const failure = await failureOf(() => parseSpec(specText(withSchemas(schemas))));
    expect(failure.code).toBe(code);
    expect(failure.help).toContain('refer to each other less often');
  });

  it('may be a crowd of schemas that all refer to each other', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `L${index}`);
    const all = names.map((name) => `${name}: { $ref: '#/components/schemas/${name}' }`).join(', ');
    const schema = await payloadOf(
      [
        `S: { $ref: '#/components/schemas/L0' }`,
        ...names.map((name) => `${name}: { properties: { ${all} } }`),
      ].join('\n'),
    );
    expect(schema).toHaveProperty('properties.L19.properties.L7.x-parser-schema-id', 'L7');
  });
});
