import { describe, expect, it } from 'vitest';
import { askRules, boundsFor, prepareRules } from '../../src/spec/rules.js';
import { failureOf } from './spec-text.js';

const request = { name: 'sinch.yaml', advice: false };
const minimal = JSON.stringify({ asyncapi: '3.1.0', info: { title: 'T', version: '1' } });
const circle = JSON.stringify({
  asyncapi: '3.0.0',
  info: { title: 'T', version: '1' },
  components: {
    schemas: Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`S${index}`, schema(index)])),
  },
});

/** One of 5,000 schemas in a circle, which keep the parser at work for a minute. */
function schema(index: number) {
  return { properties: { next: { $ref: `#/components/schemas/S${(index + 1) % 5000}` } } };
}

it('the time to judge a document grows with its length alone', () => {
  const secondsFor = (length: number) => boundsFor({ json: ' '.repeat(length) }).milliseconds / 1000;
  expect([0, 2 ** 20, 2 ** 20 + 1, 10 * 2 ** 20].map(secondsFor)).toEqual([20, 20, 30, 110]);
});

describe('askRules', () => {
  it('judges by a thread that was made ready before', async () => {
    prepareRules();
    prepareRules();
    const [first, second] = await Promise.all([
      askRules({ ...request, json: minimal }),
      askRules({ ...request, json: '{"asyncapi":"3.0.0"}' }),
    ]);
    expect(first).toEqual([]);
    expect(second.some(({ isError }) => isError)).toBe(true);
  });

  it('says nothing of a document that keeps the rules', async () => {
    expect(await askRules({ ...request, json: minimal })).toEqual([]);
  });

  it('tells what is recommended when asked', async () => {
    const json = JSON.stringify({ asyncapi: '2.6.0', info: { title: 'T', version: '1' }, channels: {} });
    const breaches = await askRules({ ...request, json, advice: true });
    expect(breaches).toContainEqual(expect.objectContaining({ rule: 'asyncapi-info-contact' }));
    expect(breaches.filter(({ isError }) => isError)).toEqual([]);
  });

  it('gives up what takes too long, and judges the next document', async () => {
    const bounds = { milliseconds: 500, megabytes: 1024 };
    const failure = await failureOf(() => askRules({ ...request, json: circle }, bounds));
    expect(failure.code).toBe('SPEC_TOO_SLOW');
    expect(failure.message).toContain('more than 0.5 s to check sinch.yaml');
    expect(failure.help).toContain('less often');

    expect(await askRules({ ...request, json: minimal })).toEqual([]);
  });

  it('gives up what takes too much memory', async () => {
    const text = JSON.stringify({ asyncapi: '3.0.0', tags: Array(200_000).fill({ name: 'a' }) });
    const bounds = { milliseconds: 60_000, megabytes: 48 };
    const failure = await failureOf(() => askRules({ ...request, json: text }, bounds));
    expect(failure.code).toBe('SPEC_TOO_SLOW');
    expect(failure.message).toContain('more than 48 MB of memory');
  });
});
