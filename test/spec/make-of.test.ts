import { describe, expect, it } from 'vitest';
import { makeOf } from '../../src/spec/parse.js';
import { failureOf, specText } from './spec-text.js';

const document = (info: object): string =>
  JSON.stringify({
    asyncapi: '2.6.0',
    info,
    channels: { '/orders': { publish: { message: { payload: { type: 'object' } } } } },
  });

const valid = specText(document({ title: 'T', version: '1' }));
const invalid = specText(document({ title: 'T' }));

describe('makeOf', () => {
  it('hands out what is made of a valid document', async () => {
    const made = await makeOf(valid, async ({ operations }) => operations.map(({ address }) => address));

    expect(made).toEqual(['/orders']);
  });

  it('hands out nothing that was made of an invalid one', async () => {
    const failure = await failureOf(() => makeOf(invalid, async () => 'made'));

    expect(failure.code).toBe('SPEC_INVALID');
    expect(failure.message).toContain('version');
  });

  it('tells what is invalid rather than what came of it', async () => {
    const failure = await failureOf(() =>
      makeOf(invalid, () => Promise.reject(new RangeError('too much of it'))),
    );

    expect(failure.code).toBe('SPEC_INVALID');
  });

  it('tells that an invalid document has nothing to receive only once it is valid', async () => {
    const text = JSON.stringify({ asyncapi: '2.6.0', info: { title: 'T' }, channels: {} });

    expect((await failureOf(() => makeOf(specText(text), async () => 'made'))).code).toBe('SPEC_INVALID');
  });

  it('fails as what is made of a valid document does', async () => {
    await expect(makeOf(valid, () => Promise.reject(new RangeError('too much of it')))).rejects.toThrow(
      'too much of it',
    );
  });
});
