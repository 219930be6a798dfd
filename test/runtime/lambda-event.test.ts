import { describe, expect, it } from 'vitest';
import { requestOf, type LambdaEvent } from '../../src/runtime/lambda-event.js';

function pathOf(event: LambdaEvent): string {
  return requestOf(event).path;
}

describe('the path of an event', () => {
  it.each([
    ['of payload version 2', { rawPath: '/a/b', requestContext: { stage: '$default' } }, '/a/b'],
    ['behind a stage with a name', { rawPath: '/prod/a', requestContext: { stage: 'prod' } }, '/a'],
    [
      'that only begins like its stage',
      { rawPath: '/production', requestContext: { stage: 'prod' } },
      '/production',
    ],
    ['on a domain that hides its stage', { rawPath: '/a', requestContext: { stage: 'prod' } }, '/a'],
    ['of payload version 1', { path: '/prod/a', requestContext: { stage: 'prod' } }, '/prod/a'],
    ['that has none', {}, '/'],
  ])('%s', (_case, event, expected) => {
    expect(pathOf(event)).toBe(expected);
  });
});

describe('the headers of an event', () => {
  it('have their names in lower case', () => {
    expect(requestOf({ headers: { 'Content-Type': 'a', 'X-Other': 'b' } }).headers).toEqual({
      'content-type': 'a',
      'x-other': 'b',
    });
  });

  it('are joined where a name comes twice, so that no form accepts them', () => {
    expect(requestOf({ multiValueHeaders: { 'X-A': ['1', '2'] } }).headers).toEqual({ 'x-a': '1, 2' });
    expect(requestOf({ headers: { 'X-A': '1', 'x-a': '2' } }).headers).toEqual({ 'x-a': '1, 2' });
  });

  it('come from the lists where there are both', () => {
    const event = { headers: { 'x-a': '2' }, multiValueHeaders: { 'x-a': ['1', '2'] } };
    expect(requestOf(event).headers).toEqual({ 'x-a': '1, 2' });
  });

  it('may be absent, null or without a value', () => {
    expect(requestOf({}).headers).toEqual({});
    expect(requestOf({ headers: null, multiValueHeaders: null }).headers).toEqual({});
    expect(requestOf({ headers: { 'x-a': undefined } }).headers).toEqual({});
  });
});

describe('the body of an event', () => {
  it.each([
    ['as text', { body: '{"é":1}' }, '{"é":1}'],
    ['in base64', { body: Buffer.from('{"é":1}').toString('base64'), isBase64Encoded: true }, '{"é":1}'],
    ['absent', {}, ''],
    ['null', { body: null }, ''],
  ])('may be %s', async (_case, event, expected) => {
    expect(await requestOf(event).readBody(100)).toEqual(Buffer.from(expected));
  });

  it('is measured as it was sent, not in base64', async () => {
    const event = { body: Buffer.from('1234567890').toString('base64'), isBase64Encoded: true };
    expect(await requestOf(event).readBody(10)).toHaveLength(10);
    expect(await requestOf(event).readBody(9)).toBeUndefined();
  });
});
