import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { buildModel } from '../../src/model/build.js';
import { buildBundledModel } from '../../src/model/bundled.js';
import type { ReceiverModel } from '../../src/model/receiver-model.js';
import { createLayOut } from '../../src/render/lay-out.js';
import { renderReceiver } from '../../src/render/render.js';
import { targetNames, targets, type TargetName } from '../../src/render/targets/index.js';
import { specDocument } from '../model/spec-document.js';
import { propertyRuns } from '../support/property-runs.js';

/** What was given to be formatted, and the template that it came from. */
const given = vi.hoisted((): { readonly code: string; readonly template: string }[] => []);

vi.mock(import('../../src/render/format.js'), async (load) => ({
  ...(await load()),
  formatTypeScript: async (code, template = '') => {
    given.push({ code, template });
    return code;
  },
}));

const { askPrettier, formatTypeScript, splitStatements } = await vi.importActual<
  typeof import('../../src/render/format.js')
>('../../src/render/format.js');

describe('formatTypeScript', () => {
  it('refuses more than prettier gets through in seconds', async () => {
    const code = 'let sum = 1 + 1;\n\n'.repeat(30_000);
    await expect(formatTypeScript(code)).rejects.toThrow('There is too much to format.');
    expect(await formatTypeScript(code.slice(0, 180))).toContain('let sum = 1 + 1;');
  });

  it.each(targetNames)('asks prettier nothing for the bundled document and %s', async (name) => {
    const rendered = await renderedFor(await buildBundledModel(), name);

    expect(rendered.length).toBeGreaterThan(3);
    for (const { code, template } of rendered) {
      const layOut = createLayOut(template);
      expect(splitStatements(code).filter((text) => layOut(text) === undefined)).toEqual([]);
      expect(await formatTypeScript(code, template)).toBe(await askPrettier(code));
    }
  });

  it.each(['objectOf', 'propertiesOf'])(
    'writes a check by %s as prettier does, however long its name',
    async (combinator) => {
      for (let length = 20; length < 100; length += 1) {
        const code = `const check${'A'.repeat(length)}: Check = ${combinator}((value, path, problems) => {
  checkString(value['id'], path, '.id', problems);
  required${'A'.repeat(length / 2)}(value['${'a'.repeat(length / 4)}'], path, '.id', problems);
});
`;
        expect(createLayOut('')(code.trim())).toBeDefined();
        expect(await formatTypeScript(code)).toBe(await askPrettier(code));
      }
    },
  );

  it.each([
    ['an object of a long name', event(45, { type: 'object', ...withText })],
    ['an object of a long name that declares no type', event(45, withText)],
    ['a nested object of a long name', event(50, below({ type: 'object', ...withText }))],
    ['an event of any payload', event(55, {})],
    ['an event of a text', event(55, { type: 'string' })],
    ['a closed list of one number', event(77, below({ enum: [1] }))],
    ['a closed list of two numbers', event(77, below({ enum: [1, 2] }))],
  ])('lays out %s as prettier does', async (_what, message) => {
    for (const { code, template } of await renderedFor(buildModel(specDocument(message)), 'express')) {
      expect(await formatTypeScript(code, template)).toBe(await askPrettier(code));
    }
  });

  it('writes names and texts of every kind and length as prettier does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(messages, { minLength: 1, maxLength: 3 }), async (some) => {
        const model = buildModel(specDocument(...some));
        for (const { code, template } of await renderedFor(model, 'express')) {
          expect(await formatTypeScript(code, template)).toBe(await askPrettier(code));
        }
      }),
      // To look for the smallest of what fails would take longer than a test may, and so nothing would be told of it.
      { numRuns: Math.ceil(propertyRuns / 80), endOnFailure: true },
    );
  });
});

const event = (length: number, payload: object) => ({ address: '/a', trigger: 'A'.repeat(length), payload });
const withText = { properties: { a: { type: 'string' } } };
const below = (schema: object) => ({ type: 'object', properties: { a: schema } });

async function renderedFor(model: ReceiverModel, name: TargetName) {
  given.length = 0;
  await renderReceiver(model, targets[name]);
  return given.splice(0);
}

const words = fc.oneof(
  fc.stringMatching(/^[a-z_]{1,12}$/),
  fc.stringMatching(/^[a-z_]{30,60}$/),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    "it's",
    'say "so"',
    'a\\b',
    '*/',
    '// x',
    '${x}',
    'constructor',
    '1',
    'a-b',
    'größe',
    '日本',
  ),
);

const literals = fc.oneof(words, fc.integer(), fc.double({ noNaN: true }), fc.constantFrom(null, true));

const { schemas } = fc.letrec<{ readonly schemas: object }>((tie) => ({
  schemas: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'schemas' },
    fc.record({ type: fc.constantFrom('string', 'integer', 'boolean', 'null'), description: words }),
    fc.record({ enum: fc.array(literals, { minLength: 1, maxLength: 6 }) }),
    fc.record({ enum: fc.array(fc.stringMatching(/^[A-Z_]{5,25}$/), { minLength: 1, maxLength: 6 }) }),
    fc.record({ const: literals }),
    fc.record({ type: fc.constant(['string', 'null']) }),
    fc.record({ type: fc.constant('string'), pattern: words }),
    fc.record({ type: fc.constant('array'), items: tie('schemas') }),
    fc.record({ type: fc.constant('array'), items: fc.array(tie('schemas'), { maxLength: 3 }) }),
    fc.record({ type: fc.constant('object'), additionalProperties: tie('schemas') }),
    fc.record({
      type: fc.constant('object'),
      properties: fc.dictionary(words, tie('schemas'), { maxKeys: 4 }),
    }),
    fc.record({ anyOf: fc.array(tie('schemas'), { minLength: 1, maxLength: 3 }) }),
  ),
}));

const paths = fc.stringMatching(/^[a-z_]{1,30}\.[a-z_]{1,20}$/);

const messages = fc.record({
  address: words.map((word) => `/${word}`),
  name: words,
  operationId: words,
  trigger: fc.option(fc.stringMatching(/^[A-Z_]{1,60}$/)),
  identity: fc.array(
    fc.array(fc.oneof(paths, fc.record({ keysOf: paths })), { minLength: 1, maxLength: 4 }),
    {
      maxLength: 3,
    },
  ),
  payload: fc.dictionary(words, schemas, { maxKeys: 5 }).map((properties) => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
  })),
});
