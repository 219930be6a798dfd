import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderFindings } from '../src/cli/findings.js';
import { buildSarif } from '../src/cli/sarif.js';
import type { SpecSource } from '../src/spec/document.js';
import { validateDocument } from '../src/validate-document.js';
import { propertyRuns } from './support/property-runs.js';

const documents: readonly string[] = [
  `asyncapi: 3.0.0
info: { title: T, version: '1' }
channels:
  orders:
    address: /orders
    messages:
      paid: { $ref: '#/components/messages/paid' }
operations:
  receivePaid: { action: receive, channel: { $ref: '#/channels/orders' } }
components:
  messages:
    paid: { x-sinch-trigger: PAID, payload: { $ref: '#/components/schemas/Paid' } }
  schemas:
    Paid: { type: object, required: [id], properties: { id: { type: string, pattern: '^a' }, next: { $ref: '#/components/schemas/Paid' } } }
`,
  `{"asyncapi": "2.6.0", "info": {"title": "T", "version": "1"}, "channels": {"/a": {"publish": {"message":
 {"payload": {"allOf": [{"type": "object", "properties": {"a": {"enum": [1, "b", null]}}}, {"oneOf": [{"not": {}}, true]}]}}}}}}`,
];

/** What breaks YAML, JSON, AsyncAPI and JSON Schema in most ways. */
const pieces = [
  ' ',
  '\n',
  '\r\n',
  '\t',
  '  ',
  ':',
  ': ',
  '- ',
  ',',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '#',
  '|',
  '>',
  '%',
  '@',
  '\0',

  '&a ',
  '*a',
  '<<: *a',
  '!!js/function ',
  '---\n',
  '__proto__: 1',
  '"__proto__": {}',
  'null',
  'true',
  '-1',
  '1e999',
  '.nan',

  '$ref: "#/"',
  '$ref: "#"',
  '$ref: file:///etc/passwd',
  '{"$ref": "#/components/schemas/Paid"}',
  '3.1.0',
  '2.0.0',

  'type: objct',
  'pattern: "("',
  'allOf: []',
  'properties: 1',
  'required: x',
  'traits: [1]',
  'schemaFormat: avro',
  'constructor',
  'toString',
  '\u202e',
  '\u001b[2J',
  '👨‍👩‍👧‍👦',
  '\ud83c',
  'é',
];

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat(12),
  inserted: fc.oneof(fc.constantFrom(...pieces), fc.constant('')),
});

const mutated = fc
  .tuple(fc.constantFrom(...documents), fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([text, mutations]) =>
    mutations.reduce((before, { at, removed, inserted }) => {
      const start = Math.floor(at * before.length);
      return before.slice(0, start) + inserted + before.slice(start + removed);
    }, text),
  );

it('the documents that are mutated are valid themselves', async () => {
  for (const text of documents) expect(await judge(text)).toMatchObject({ isValid: true });
});

it('a document gets a verdict whatever becomes of its text, and the verdict can be shown', async () => {
  await fc.assert(
    fc.asyncProperty(mutated, async (text) => {
      const { isValid, findings, events } = await judge(text);

      expect(events.length > 0).toBe(isValid);
      expect(findings.some(({ severity }) => severity === 'error')).toBe(!isValid);
      for (const { message, help } of findings) {
        expect(`${message}${help}`).not.toMatch(/\n|node_modules|\bat \S+:\d+:\d+|undefined/);
        expect(help).not.toBe('');
      }
      const shown = renderFindings(findings).flatMap((line) => line.map((cell) => Object(cell).text ?? cell));
      expect(shown.join('')).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
      expect(buildSarif({ findings, source, version: '1' }).runs[0]?.results).toHaveLength(findings.length);
    }),
    { numRuns: Math.ceil(propertyRuns / 20) },
  );
});

const source: SpecSource = { kind: 'stdin' };

async function judge(text: string) {
  async function* stdin() {
    yield Buffer.from(text);
  }
  return validateDocument(source, { stdin: stdin() });
}
