import { describe, expect, it } from 'vitest';
import { readTree } from '../../src/spec/syntax.js';
import { asyncapiVersions, readVersion } from '../../src/spec/version.js';
import { parseSpec } from '../../src/spec/parse.js';
import { failureOf, specText } from './spec-text.js';

const read = (text: string) => readVersion(readTree(specText(text)));

describe('readVersion', () => {
  it.each([
    ['openapi: 3.1.0', 'This is an OpenAPI 3.1.0 document'],
    ['{"swagger": "2.0"}', 'This is an OpenAPI 2.0 document'],
    ['title: anything', '"asyncapi" is missing'],
    ['- asyncapi', 'this is a list'],
    ['just text', 'this is text'],
    ['17', 'this is the value 17'],
  ])('refuses %s', async (text, reason) => {
    const failure = await failureOf(() => read(text));
    expect(failure.code).toBe('SPEC_NOT_ASYNCAPI');
    expect(failure.message).toContain(reason);
    expect(failure.help).toContain('name none to use the bundled one');
  });

  it('lists the versions it knows', async () => {
    const failure = await failureOf(() => read('# first\nasyncapi: 1.2.0'));
    expect(failure.code).toBe('SPEC_UNSUPPORTED_VERSION');
    expect(failure.message).toBe('sinch.yaml:2:11 AsyncAPI 1.2.0 is not supported.');
    expect(failure.help).toContain('convert');
    expect(failure.help).toContain('2.0.0, 2.1.0, 2.2.0, 2.3.0, 2.4.0, 2.5.0, 2.6.0, 3.0.0, 3.1.0');
  });

  it('explains a version that YAML reads as a number', async () => {
    const failure = await failureOf(() => read('asyncapi: 3.0'));
    expect(failure.code).toBe('SPEC_UNSUPPORTED_VERSION');
    expect(failure.message).toContain('written as a number');
    expect(failure.help).toContain('asyncapi: 3.0.0');
  });

  it('completes a version of two parts', async () => {
    expect((await failureOf(() => read("asyncapi: '2.6'"))).help).toBe('Write it in full: asyncapi: 2.6.0.');
  });

  it('refuses a version of the future, and one that is not text', async () => {
    expect(await failureOf(() => read('asyncapi: 4.0.0'))).toMatchObject({
      code: 'SPEC_UNSUPPORTED_VERSION',
      message: 'sinch.yaml:1:11 AsyncAPI 4.0.0 is not supported.',
    });
    expect(await failureOf(() => read('asyncapi: {}'))).toMatchObject({ code: 'SPEC_UNSUPPORTED_VERSION' });
  });
});

describe('every version it knows', () => {
  it.each(asyncapiVersions)('%s is known to the parser', async (version) => {
    const channel = version.startsWith('2.')
      ? { '/a': { publish: { message: { payload: { type: 'string' } } } } }
      : { a: { address: '/a', messages: { m: { payload: { type: 'string' } } } } };
    const document = await parseSpec(
      specText(
        JSON.stringify({
          asyncapi: version,
          info: { title: 'T', version: '1' },
          channels: channel,
          ...(version.startsWith('3.') && {
            operations: { o: { action: 'receive', channel: { $ref: '#/channels/a' } } },
          }),
        }),
      ),
    );
    expect(document).toMatchObject({
      operations: [{ address: '/a', messages: [{ payload: { type: 'string' } }] }],
    });
  });
});
