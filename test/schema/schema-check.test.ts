import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeSchemas } from '../../src/model/schema-text.js';
import type { Problem } from '../../src/runtime/problems.js';
import { beginEffort } from '../../src/runtime/effort.js';
import { bySchema } from '../../src/runtime/schema-check.js';
import type { Schema, Schemas } from '../../src/runtime/schema.js';
import { propertyRuns } from '../support/property-runs.js';
import { compileOracle, verdict } from './ajv-oracle.js';
import { randomRoot, randomSchema, randomValue } from './random-schema.js';
import { resolve } from './resolve.js';

const names = ['Thing', 'thing'] as const;

it('the interpreter of a receiver takes what Ajv takes', () => {
  fc.assert(
    fc.property(
      fc.record({
        schema: randomSchema(names),
        components: fc.record({ Thing: randomRoot(names), thing: randomRoot(names) }),
        values: fc.array(randomValue, { minLength: 10, maxLength: 10 }),
      }),
      ({ schema, components, values }) => {
        const oracle = compileOracle(schema, components);
        const check = interpret(resolve(schema, components));
        for (const value of values) {
          const isTaken = check(value);
          expect({ value, isTaken }).toEqual({ value, isTaken: verdict(oracle, value) ?? isTaken });
        }
      },
    ),
    { numRuns: Math.ceil(propertyRuns / 10) },
  );
});

function interpret(schema: unknown): (value: unknown) => boolean {
  const { roots, named } = writeSchemas([{ allOf: [schema] }]);
  const code = `({ root: ${roots[0]}, schemas: { ${named.map(({ key, text }) => `${key}: ${text}`).join(', ')} } })`;
  // The code of the package itself, as it stands in a receiver.
  const { root, schemas } = new Function(`return ${code}`)() as { root: Schema; schemas: Schemas };
  const check = bySchema(root, schemas);
  return (value) => {
    const problems: Problem[] = [];
    beginEffort();
    check(value, '', '', problems);
    return problems.length === 0;
  };
}
