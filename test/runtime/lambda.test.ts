import { describe, expect, it } from 'vitest';
import type { LambdaEvent } from '../../src/runtime/lambda-event.js';
import { createLambdaHandler } from '../../src/runtime/lambda.js';
import { createTestReceiver } from '../support/test-receiver.js';

const handler = createLambdaHandler(createTestReceiver().receiver);
const headers = { 'content-type': 'text/plain; charset=utf-8' };

describe('the result of a function', () => {
  it('has the four properties that API Gateway knows, and no other, which it would answer with 502', async () => {
    const requestContext = { stage: '$default', http: { method: 'GET' } };
    expect(await handler({ rawPath: '/healthz', requestContext })).toEqual({
      statusCode: 200,
      headers,
      body: 'ok',
      isBase64Encoded: false,
    });
  });

  it('has lists of headers for an event that came with them', async () => {
    const event = { path: '/healthz', httpMethod: 'GET', headers: {}, multiValueHeaders: {} };
    expect(await handler(event)).toMatchObject({
      headers,
      multiValueHeaders: { 'content-type': ['text/plain; charset=utf-8'] },
    });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['an event of another service', { Records: [] }],
    ['a path that is a number', { path: 5, httpMethod: 'POST' }],
    ['a body that is an object', { path: '/webhooks/sinch', httpMethod: 'POST', body: {} }],
  ])('is 400 for %s', async (_case, event) => {
    expect(await handler(event as LambdaEvent)).toMatchObject({
      statusCode: 400,
      body: 'not an HTTP request',
    });
  });

  it('has a description of its status for a load balancer', async () => {
    const event = { path: '/healthz', httpMethod: 'POST', headers: {}, requestContext: { elb: {} } };
    expect(await handler(event)).toMatchObject({
      statusCode: 405,
      statusDescription: '405 Method Not Allowed',
      headers: { allow: 'GET, HEAD' },
    });
  });
});
