import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../src/spec/finding.js';
import { parseSpec } from '../../src/spec/parse.js';
import { failureOf, specText } from './spec-text.js';

/** What is wrong with a document, and where: `line:column path message`. */
async function findingsIn(text: string): Promise<string[]> {
  const failure = await failureOf(() => parseSpec(specText(text)));
  expect(failure.code).toBe('SPEC_INVALID');
  return (findingsOf(failure) ?? []).map(({ message, place }) => {
    return `${place?.at.line}:${place?.at.column} ${place?.path?.join('.')} ${message}`;
  });
}

describe('a document that breaks a rule', () => {
  it('is refused with place, message, code frame and fix', async () => {
    const text = [
      'asyncapi: 3.0.0',
      'info: { title: T, version: "1" }',
      'channels:',
      '  orders:',
      '    adress: /orders',
    ].join('\n');
    const failure = await failureOf(() => parseSpec(specText(text)));
    expect(failure).toMatchObject({
      code: 'SPEC_INVALID',
      message: 'sinch.yaml:5:13 Property "adress" is not expected to be here',
      help: 'Remove "adress", or correct its name.',
      details: ['  3 | channels:', '  4 |   orders:', '> 5 |     adress: /orders', '    |             ^'],
    });
  });

  it('names each wrong value once, where it stands, and nothing that follows from it', async () => {
    const text = [
      'asyncapi: 2.6.0',
      'info: { title: T, version: "1" }',
      'channels:',
      '  /a: { publish: { message: { payload: { $ref: "#/components/schemas/S" } } } }',
      'components:',
      '  schemas:',
      '    S:',
      '      type: objct',
    ].join('\n');
    expect(await findingsIn(text)).toEqual([expect.stringMatching(/^8:13 \S+\.type .*allowed values/)]);
  });

  it('has all of its places named, in the order of the text', async () => {
    const channels = Array.from({ length: 9 }, (_, index) => `  c${index}: { wrong: 1 }`);
    const text = ['asyncapi: 3.0.0', 'info: { title: T, version: "1" }', 'channels:', ...channels].join('\n');
    const found = await findingsIn(text);
    expect(found.map((finding) => finding.split(':')[0])).toEqual([...'456789', '10', '11', '12']);
    expect(await failureOf(() => parseSpec(specText(text)))).toMatchObject({
      message: expect.stringContaining('(and 8 more)'),
    });
  });

  it('is refused in one line, without a stack, when it crashes the parser', async () => {
    const message = '{ payload: {}, headers: null, examples: [null, { payload: null }] }';
    const channels = `channels: { a: { publish: { message: ${message} } } }`;
    const text = `asyncapi: 2.6.0\ninfo: { title: T, version: "1" }\n${channels}`;
    const [only = '', ...others] = await findingsIn(text);
    expect(others).toEqual([]);
    expect(only).toContain('The AsyncAPI parser cannot read the document (');
    expect(only).not.toMatch(/node_modules|stack|\bat \w+\./);
  });
});
