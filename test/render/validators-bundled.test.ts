import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Validator } from '../../src/runtime/problems.js';
import { propertyRuns } from '../support/property-runs.js';
import { samples } from '../support/samples.js';
import { buildBundledModel } from '../../src/model/bundled.js';
import { mutate, mutations } from './mutation.js';
import { disagreements, importValidators } from './oracle.js';

interface BundledDocument {
  readonly components: {
    readonly messages: Readonly<Record<string, { 'x-sinch-trigger': string; payload: { $ref: string } }>>;
  };
}

const document = parse(
  readFileSync(new URL('../../spec/sinch-conversation.yaml', import.meta.url), 'utf8'),
) as BundledDocument;
const payloads = new Map(
  Object.values(document.components.messages).map((message) => [
    message['x-sinch-trigger'],
    message.payload.$ref,
  ]),
);
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: 'bundled', components: document.components });

let validators: Readonly<Record<string, Validator>> = {};

beforeAll(async () => {
  validators = await importValidators(await buildBundledModel(), 'oracle-bundled');
});

it('there is a validator for each sample, and no other', () => {
  expect(Object.keys(validators).toSorted()).toEqual(samples.map(({ trigger }) => trigger).toSorted());
});

describe.each(samples)('the validator of $trigger', ({ trigger, body }) => {
  const sample: unknown = JSON.parse(body.toString());

  it('finds nothing wrong with its sample, and something with an empty body', () => {
    expect(validatorOf(trigger)(sample)).toEqual([]);
    expect(validatorOf(trigger)({}).map(({ path }) => path)).toContain('app_id');
  });

  it('agrees with Ajv on the sample changed at random, and on where it is wrong', () => {
    const validate = validatorOf(trigger);
    const oracle = ajv.getSchema(`bundled${payloads.get(trigger) ?? ''}`);
    if (oracle === undefined) throw new Error(`The document has no payload for ${trigger}.`);

    fc.assert(
      fc.property(mutations, (changes) => {
        const value = mutate(sample, changes);
        oracle(value);
        expect(disagreements(validate(value), oracle.errors ?? [])).toEqual([]);
      }),
      { numRuns: Math.ceil(propertyRuns / 2) },
    );
  });
});

function validatorOf(trigger: string): Validator {
  const validator = validators[trigger];
  if (validator === undefined) throw new Error(`No validator was generated for ${trigger}.`);
  return validator;
}
