import { describe, expect, it } from 'vitest';
import type { WebhookRequest } from '../../src/runtime/http.js';
import { requestOf, type LambdaEvent } from '../../src/runtime/lambda-event.js';

/** The request in an event that need not have more than what a test is about. */
function requestIn(event: object): WebhookRequest {
  const request = requestOf({ httpMethod: 'POST', path: '/', ...event } as LambdaEvent);
  if (request === undefined) throw new Error('There is no request in this event.');
  return request;
}

function pathOf(event: object): string {
  return requestIn(event).path;
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
    [
      'behind a stage on the domain of the gateway',
      { rawPath: '/prod/a', requestContext: { stage: 'prod', domainName: 'x.execute-api.eu.amazonaws.com' } },
      '/a',
    ],
    [
      'on a domain of one’s own, whatever it begins with',
      { rawPath: '/prod/a', requestContext: { stage: 'prod', domainName: 'hooks.example.com' } },
      '/prod/a',
    ],
    ['of payload version 1', { path: '/prod/a', requestContext: { stage: 'prod' } }, '/prod/a'],
    ['beside a raw one that is no text', { rawPath: 5, path: '/a' }, '/a'],
  ])('%s', (_case, event, expected) => {
    expect(pathOf(event)).toBe(expected);
  });
});

describe('the headers of an event', () => {
  it('have their names in lower case', () => {
    expect(requestIn({ headers: { 'Content-Type': 'a', 'X-Other': 'b' } }).headers).toEqual({
      'content-type': 'a',
      'x-other': 'b',
    });
  });

  it('are joined where a name comes twice, so that no form accepts them', () => {
    expect(requestIn({ multiValueHeaders: { 'X-A': ['1', '2'] } }).headers).toEqual({ 'x-a': '1, 2' });
    expect(requestIn({ headers: { 'X-A': '1', 'x-a': '2' } }).headers).toEqual({ 'x-a': '1, 2' });
  });

  it('come from the lists where there are both', () => {
    const event = { headers: { 'x-a': '2' }, multiValueHeaders: { 'x-a': ['1', '2'] } };
    expect(requestIn(event).headers).toEqual({ 'x-a': '1, 2' });
  });

  it('may be absent, null or without a value', () => {
    expect(requestIn({}).headers).toEqual({});
    expect(requestIn({ headers: null, multiValueHeaders: null }).headers).toEqual({});
    expect(requestIn({ headers: { 'x-a': undefined } }).headers).toEqual({});
  });
});

describe('headers that are not as they should be', () => {
  it.each([
    [
      'texts among the lists',
      { multiValueHeaders: { 'X-A': '1', 'x-b': ['2'] } },
      { 'x-a': '1', 'x-b': '2' },
    ],
    ['no lists beside the headers', { headers: { 'x-a': '1' }, multiValueHeaders: {} }, { 'x-a': '1' }],
    ['lists that are a text', { headers: { 'x-a': '1' }, multiValueHeaders: 'x' }, { 'x-a': '1' }],
    ['values that are no texts', { headers: { 'x-a': 1, 'x-b': {}, 'x-c': ['3', 4] } }, { 'x-c': '3' }],
    ['the name of something inherited', { headers: { constructor: '1' } }, { constructor: '1' }],
  ])('may be %s', (_case, event, headers) => {
    expect(requestIn(event).headers).toEqual(headers);
  });

  it('may have a content type twice, of which the first counts', () => {
    const headers = { 'Content-Type': 'application/json', 'content-type': 'text/plain' };
    expect(requestIn({ headers }).headers).toEqual({ 'content-type': 'application/json' });
    const multiValueHeaders = { 'Content-Type': ['application/json', 'text/plain'] };
    expect(requestIn({ multiValueHeaders }).headers).toEqual({ 'content-type': 'application/json' });
  });
});

describe('there is no request in', () => {
  const request = { httpMethod: 'POST', path: '/', body: '{}' };

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'POST /'],
    ['a list', []],
    ['an event of something else', { Records: [{ eventSource: 'aws:sqs' }] }],
    ['an event without a method', { ...request, httpMethod: undefined }],
    ['an event whose method is a number', { ...request, httpMethod: 5 }],
    ['an event without a path', { ...request, path: undefined }],
    ['an event whose path is a number', { ...request, path: 5 }],
    ['an event whose context is a number', { requestContext: 5 }],
    ['an event whose body is a number', { ...request, body: 5 }],
    ['an event whose body is an object', { ...request, body: { message: {} } }],
  ])('%s', (_case, event) => {
    expect(requestOf(event as LambdaEvent)).toBeUndefined();
  });
});

describe('the body of an event', () => {
  it.each([
    ['as text', { body: '{"é":1}' }, '{"é":1}'],
    ['in base64', { body: Buffer.from('{"é":1}').toString('base64'), isBase64Encoded: true }, '{"é":1}'],
    ['absent', {}, ''],
    ['null', { body: null }, ''],
  ])('may be %s', async (_case, event, expected) => {
    expect(await requestIn(event).readBody(100)).toEqual(Buffer.from(expected));
  });

  it('is measured as it was sent, not in base64', async () => {
    const event = { body: Buffer.from('1234567890').toString('base64'), isBase64Encoded: true };
    expect(await requestIn(event).readBody(10)).toHaveLength(10);
    expect(await requestIn(event).readBody(9)).toBeUndefined();
  });
});
