import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildModel } from '../../src/model/build.js';
import type { Problem, Validator } from '../../src/runtime/problems.js';
import { parseSpec } from '../../src/spec/parse.js';
import { everyStrictFlag, tsc } from '../e2e/tsc.js';
import { importValidators } from '../render/oracle.js';
import { compileOracle, verdict } from './ajv-oracle.js';
import { type JsonSchema, randomRoot, randomValue } from './random-schema.js';

// SCHEMAS=1000 tries as many schemas, 40 to a document; SCHEMA_SEED others than those of every run.
const schemaCount = Number(process.env['SCHEMAS'] ?? 80);
const seed = Number(process.env['SCHEMA_SEED'] ?? 1);
const eventsPerDocument = 40;
const valuesPerSchema = 100;

const componentNames = ['Thing', 'thing', 'Date', 'Array'] as const;

interface Case {
  readonly components: Readonly<Record<string, JsonSchema>>;
  readonly events: Readonly<Record<string, JsonSchema>>;
}

const documents = listCases();

describe('random schemas', () => {
  const folder = fileURLToPath(new URL('../../.tmp/agreement/', import.meta.url));

  beforeAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  });

  it.each(documents.map((document, index) => ({ document, index })))(
    'are checked as Ajv checks them: document $index',
    async ({ document, index }) => {
      const validators = await generate(document, `agreement/${index}`);
      const compared = Object.entries(document.events).flatMap(([trigger, schema]) =>
        compare({ trigger, schema, document, validator: validators[trigger] }),
      );
      const share = (expected: boolean | undefined) =>
        compared.filter((one) => one.expected === expected).length / compared.length;

      expect(
        compared.filter(({ expected, problems }) => expected === problems.length > 0).slice(0, 3),
      ).toEqual([]);
      // Values that all fit, or that no schema takes, would show nothing.
      expect(share(true)).toBeGreaterThan(0.05);
      expect(share(false)).toBeGreaterThan(0.1);
      expect(share(undefined)).toBeLessThan(0.3);
    },
  );

  it('have types and validators that compile under every strict flag', async () => {
    const project = join(folder, 'tsconfig.json');
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2023',
      module: 'nodenext',
      types: ['node'],
      verbatimModuleSyntax: true,
      skipLibCheck: true,
    };
    await writeFile(project, JSON.stringify({ compilerOptions, include: ['*/src/**/*.ts'] }));

    expect(await tsc(project, ...everyStrictFlag)).toBe('');
  });
});

function listCases(): Case[] {
  const document = fc.record({
    components: fc.tuple(...componentNames.map(() => randomRoot(componentNames))),
    events: fc.array(randomRoot(componentNames), {
      minLength: eventsPerDocument,
      maxLength: eventsPerDocument,
    }),
  });
  return fc
    .sample(document, { seed, numRuns: Math.ceil(schemaCount / eventsPerDocument) })
    .map(({ components, events }) => ({
      components: Object.fromEntries(componentNames.map((name, index) => [name, components[index] ?? true])),
      events: Object.fromEntries(events.map((schema, index) => [`EVENT_${index}`, schema])),
    }));
}

async function generate(document: Case, name: string): Promise<Readonly<Record<string, Validator>>> {
  const text = JSON.stringify(asyncapi(document));
  return importValidators(buildModel(await parseSpec({ source: { kind: 'stdin' }, name, text })), name);
}

function asyncapi({ components, events }: Case): object {
  const triggers = Object.keys(events);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Random', version: '1' },
    channels: Object.fromEntries(
      triggers.map((trigger) => [
        trigger,
        {
          address: `/${trigger}`,
          messages: {
            message: { 'x-sinch-trigger': trigger, 'x-sinch-event-key': trigger, payload: events[trigger] },
          },
        },
      ]),
    ),
    operations: Object.fromEntries(
      triggers.map((trigger) => [trigger, { action: 'receive', channel: { $ref: `#/channels/${trigger}` } }]),
    ),
    components: { schemas: components },
  };
}

interface Comparison {
  readonly trigger: string;
  readonly schema: JsonSchema;
  readonly document: Case;
  readonly validator: Validator | undefined;
}

interface Compared {
  readonly schema: JsonSchema;
  readonly value: unknown;
  /** What Ajv says. */
  readonly expected: boolean | undefined;
  /** What the validator says. */
  readonly problems: readonly Problem[];
}

function compare({ trigger, schema, document, validator }: Comparison): Compared[] {
  if (validator === undefined) throw new Error(`No validator was generated for ${trigger}.`);
  const oracle = compileOracle(schema, document.components);
  return fc
    .sample(randomValue, { seed, numRuns: valuesPerSchema })
    .map((value) => ({ schema, value, expected: verdict(oracle, value), problems: validator(value) }));
}
