import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../src/spec/parse.js';
import { failureOf, specText } from './spec-text.js';

describe('a document that breaks a rule', () => {
  it('is refused with place, path, message and code frame', async () => {
    const text = [
      'asyncapi: 3.0.0',
      'info: { title: T, version: "1" }',
      'channels:',
      '  orders:',
      '    adress: /orders',
    ].join('\n');
    const failure = await failureOf(() => parseSpec(specText(text)));
    expect(failure.code).toBe('SPEC_INVALID');
    expect(failure.message).toBe('sinch.yaml:5:13 The document breaks a rule of AsyncAPI.');
    expect(failure.details).toEqual([
      '5:13  channels > orders > adress  Property "adress" is not expected to be here',
      '  3 | channels:',
      '  4 |   orders:',
      '> 5 |     adress: /orders',
      '    |             ^',
    ]);
    expect(failure.help).toContain('Correct the document');
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
    const failure = await failureOf(() => parseSpec(specText(text)));
    expect(failure.message).toContain('sinch.yaml:8:13 ');
    expect(failure.details.filter((line) => line.startsWith('8:13'))).toHaveLength(1);
    expect(failure.details).toHaveLength(1 + 4);
  });

  it('lists no more than five places, in the order of the text', async () => {
    const channels = Array.from({ length: 9 }, (_, index) => `  c${index}: { wrong: 1 }`);
    const text = ['asyncapi: 3.0.0', 'info: { title: T, version: "1" }', 'channels:', ...channels].join('\n');
    const failure = await failureOf(() => parseSpec(specText(text)));
    expect(failure.message).toContain('in 9 places');
    expect(failure.details.slice(0, 5).map((line) => line.split(':')[0])).toEqual(['4', '5', '6', '7', '8']);
    expect(failure.details[5]).not.toMatch(/^\d+:\d+ /);
  });

  it('is refused in one line, without a stack, when it crashes the parser', async () => {
    const text = 'asyncapi: 2.6.0\ninfo: { title: T, version: "1" }\nchannels: { hasOwnProperty: {} }';
    const failure = await failureOf(() => parseSpec(specText(text)));
    expect(failure.code).toBe('SPEC_INVALID');
    expect(failure.details[0]).toContain('The AsyncAPI parser cannot read the document (');
    expect(failure.details.join('\n')).not.toMatch(/node_modules|stack|\bat \w+\./);
  });
});
