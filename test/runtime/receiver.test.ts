import { describe, expect, it } from 'vitest';
import type { WebhookRequest, WebhookResponse } from '../../src/runtime/http.js';
import type { HandlerContext } from '../../src/runtime/receiver.js';
import { signDelivery } from '../support/signed-delivery.js';
import { contactCreate, createTestReceiver, optIn, postSigned } from '../support/test-receiver.js';

const optInBody = '{"opt_in_notification":{"contact_id":"c"}}';

function respondTo(request: Partial<WebhookRequest>): Promise<WebhookResponse> {
  const { headers, body } = signDelivery(optInBody);
  const signed = { method: 'POST', path: '/webhooks/sinch', headers, readBody: () => body };
  return createTestReceiver().receiver.respond({ ...signed, ...request });
}

const failing = async (): Promise<never> => Promise.reject(new Error('no database'));

describe('a receiver answers', () => {
  it('200 to an event that its handler took, and to a repeat of it', async () => {
    const { receiver, handled } = createTestReceiver();
    expect(await postSigned(receiver, optInBody)).toBe(200);
    expect(await postSigned(receiver, optInBody)).toBe(200);
    expect(handled).toEqual(['OPT_IN']);
  });

  it.each([
    ['404', 'a path it does not have', { path: '/other' }],
    ['404', 'a path below an event’s', { path: '/webhooks/sinch/conversation/opt-in/more' }],
    ['405', 'another method', { method: 'PUT' }],
    ['415', 'another content type', { headers: { 'content-type': 'text/plain' } }],
    [
      '413',
      'a declared length over the limit',
      { headers: { ...jsonHeaders(), 'content-length': '1048577' } },
    ],
    ['413', 'more bytes than the limit', { readBody: () => undefined }],
    ['503', 'a body that cannot be read', { readBody: failing }],
    ['401', 'a body that was not signed', { readBody: () => Buffer.from('{}') }],
  ])('%s to %s', async (status, _case, request) => {
    expect(String((await respondTo(request)).status)).toBe(status);
  });

  it('with plain text, and never with what it was sent', async () => {
    const answer = await respondTo({ path: '/<script>' });
    expect(answer).toEqual({
      status: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: 'not found',
    });
  });

  it('503 with retry-after when a handler fails', async () => {
    const { receiver } = createTestReceiver({ handlers: { OPT_IN: failing } });
    const { headers, body } = signDelivery(optInBody);
    const answer = await receiver.respond({
      method: 'POST',
      path: '/webhooks/sinch',
      headers,
      readBody: () => body,
    });
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
  });

  it('503 when a handler fails before it has returned a promise', async () => {
    const throwing = (): Promise<void> => {
      throw new TypeError('no such field');
    };
    const { receiver } = createTestReceiver({ handlers: { OPT_IN: throwing } });
    expect(await postSigned(receiver, optInBody)).toBe(503);
  });

  it('200 when onUnknown fails: content never causes a 5xx', async () => {
    const { receiver, log } = createTestReceiver({ onUnknown: failing });
    expect(await postSigned(receiver, '{"brand_new":{}}')).toBe(200);
    expect(log.join('\n')).toContain('onUnknown failed');
  });
});

describe('the paths of a receiver', () => {
  it('are the base, each channel’s, both with and without a slash at the end, and the health check', () => {
    expect([...createTestReceiver({ routes: [optIn] }).receiver.paths].toSorted()).toEqual([
      '/healthz',
      '/webhooks/sinch',
      '/webhooks/sinch/',
      '/webhooks/sinch/conversation/opt-in',
      '/webhooks/sinch/conversation/opt-in/',
    ]);
  });

  it('hold an event whose address has no slash in front, or one at its end', async () => {
    const routes = [{ ...optIn, address: 'opt-in/' }];
    const { receiver, handled } = createTestReceiver({ routes });
    expect(await postSigned(receiver, optInBody, { path: '/webhooks/sinch/opt-in' })).toBe(200);
    expect(handled).toEqual(['OPT_IN']);
  });

  it('can be shared by several events of one channel', async () => {
    const shared = [contactCreate, optIn].map((route) => ({ ...route, address: '/all' }));
    const { receiver, handled } = createTestReceiver({ routes: shared });
    await postSigned(receiver, optInBody, { path: '/webhooks/sinch/all' });
    await postSigned(receiver, '{"contact_create_notification":{}}', { path: '/webhooks/sinch/all' });
    expect(handled).toEqual(['OPT_IN', 'CONTACT_CREATE']);
  });
});

describe('a handler', () => {
  it('is told the trigger, the nonce, the time and what differs from the document', async () => {
    const contexts: HandlerContext[] = [];
    const problem = { path: 'app_id', expected: 'string', found: 'nothing' };
    const { receiver } = createTestReceiver({
      handlers: { OPT_IN: async (_event, context) => void contexts.push(context) },
      validators: { OPT_IN: () => [problem] },
    });
    await postSigned(receiver, optInBody, { nonce: 'the-nonce' });
    expect(contexts).toMatchObject([{ trigger: 'OPT_IN', deliveryId: 'the-nonce', problems: [problem] }]);
    expect(contexts[0]?.receivedAt.getTime()).toBeLessThanOrEqual(Date.now());
  });
});

describe('the log', () => {
  it('has neither bodies nor secrets nor signatures in it', async () => {
    const { receiver, log } = createTestReceiver({
      validators: { OPT_IN: () => [{ path: 'x', expected: 'string', found: 'number' }] },
    });
    await postSigned(receiver, '{"opt_in_notification":{"identity":"447700900123"}}');
    await postSigned(receiver, '{"unheard_of":"447700900123"}');
    await postSigned(receiver, '447700900123');
    await postSigned(receiver, '{}', { secret: 'wrong-secret' });
    expect(log).toHaveLength(4);
    expect(log.join('\n')).not.toMatch(/447700900123|secret|[A-Za-z0-9+/]{43}=/);
  });
});

it('a receiver cannot be made without a secret', () => {
  expect(() => createTestReceiver({ config: { secrets: [] } })).toThrow(RangeError);
});

function jsonHeaders(): Record<string, string> {
  return { 'content-type': 'application/json' };
}
