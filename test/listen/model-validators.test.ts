import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createModelValidators } from '../../src/listen/model-validators.js';
import { buildModel } from '../../src/model/build.js';
import type { Validator } from '../../src/runtime/problems.js';
import { parseSpec } from '../../src/spec/parse.js';
import { importValidators } from '../render/oracle.js';
import { mutate, mutations } from '../render/mutation.js';
import { samples } from '../support/samples.js';
import { readEvents } from './support/start-listen.js';

type Validators = Readonly<Record<string, Validator>>;

const document = `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: /orders
    messages:
      paid:
        payload:
          type: object
          required: [order]
          properties: { order: { $ref: '#/components/schemas/Order' } }
operations:
  receive: { action: receive, channel: { $ref: '#/channels/orders' } }
components:
  schemas:
    Order:
      type: object
      minProperties: 1
      properties:
        count: { type: integer, minimum: 1 }
        code: { type: string, pattern: '^[A-Z]+$' }
        parts: { type: array, maxItems: 2, items: { $ref: '#/components/schemas/Order' } }
`;

describe('the validators made of the model', () => {
  let made: Validators = {};
  let generated: Validators = {};

  beforeAll(async () => {
    const events = await readEvents();
    made = createModelValidators(events);
    generated = await importValidators({ events }, 'listen-bundled');
  });

  it.each(samples)(
    'say of $trigger, changed at random, what those of a receiver say',
    ({ trigger, body }) => {
      const sample: unknown = JSON.parse(body.toString());
      expect(made[trigger]?.(sample)).toEqual([]);
      let found = 0;
      const property = fc.property(mutations, (changes) => {
        const event = mutate(sample, changes);
        const expected = generated[trigger]?.(event) ?? [];
        expect(placesOf(made[trigger]?.(event) ?? [])).toEqual(placesOf(expected));
        found += expected.length;
      });
      fc.assert(property, { numRuns: 200 });
      expect(found).toBeGreaterThan(10);
    },
  );

  it('check the rules of a document of one’s own, though its schemas contain themselves', async () => {
    const spec = { source: { kind: 'stdin' as const }, name: 'own', text: document };
    const model = await buildModel(await parseSpec(spec));
    const [validate] = Object.values(createModelValidators(model.events));
    const [expected] = Object.values(await importValidators(model, 'listen-own'));
    const event = { order: { count: 0, code: 'x', parts: [{}, { count: 1 }, { code: 'A' }] } };

    expect(validate?.(event).map(({ path, expected: wanted }) => `${path}: ${wanted}`)).toEqual([
      'order.count: at least 1',
      'order.code: text of the form ^[A-Z]+$',
      'order.parts[0]: at least 1 properties',
      'order.parts: at most 2 items',
    ]);
    expect(validate?.(event)).toEqual(expected?.(event));
  });
});

/** Of a union, each names the alternatives in its own words. */
function placesOf(problems: ReturnType<Validator>): unknown[] {
  return problems.map(({ path, found }) => ({ path, found }));
}
