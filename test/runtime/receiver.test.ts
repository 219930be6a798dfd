import { describe, expect, it } from 'vitest';
import type { WebhookRequest, WebhookResponse } from '../../src/runtime/http.js';
import { SenderGoneError } from '../../src/runtime/http.js';
import type { LogFields } from '../../src/runtime/log.js';
import type { HandlerContext } from '../../src/runtime/receiver.js';
import { probeBody } from '../../src/runtime/probe.js';
import { signDelivery } from '../support/signed-delivery.js';
import { createTestReceiver, postSigned } from '../support/test-receiver.js';

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
    ['413', 'more bytes than the limit', { readBody: () => undefined }],
    ['503', 'a body that cannot be read', { readBody: failing }],
    ['401', 'a body that was not signed', { readBody: () => Buffer.from('{}') }],
  ])('%s to %s', async (status, _case, request) => {
    expect(String((await respondTo(request)).status)).toBe(status);
  });

  it('200 to a probe that is signed, as often as it comes, and keeps and handles nothing', async () => {
    const { receiver, handled, unknown } = createTestReceiver();
    expect(await postSigned(receiver, probeBody)).toBe(200);
    expect(await postSigned(receiver, probeBody)).toBe(200);
    expect(await postSigned(receiver, probeBody, { secret: 'another' })).toBe(401);
    expect({ handled, unknown }).toEqual({ handled: [], unknown: [] });
    // One byte more, and it is a body that nobody knows.
    expect(await postSigned(receiver, `${probeBody} `)).toBe(200);
    expect(unknown).toHaveLength(1);
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

describe('a receiver neither rejects nor throws', () => {
  const unreadable = Object.create(null) as object;
  const throwing = { toString: () => expect.unreachable() };
  const odd = Object.defineProperty(new Error(), 'message', { get: () => expect.unreachable() });

  it.each([
    ['an object without a prototype', unreadable],
    ['an object that has no text', throwing],
    ['an error that has no message', odd],
    ['nothing', undefined],
  ])('when a handler throws %s', async (_case, thrown) => {
    const failWith = async (): Promise<never> => Promise.reject(thrown);
    const { receiver, log } = createTestReceiver({ handlers: { OPT_IN: failWith }, onUnknown: failWith });
    expect(await postSigned(receiver, optInBody)).toBe(503);
    expect(await postSigned(receiver, '{}')).toBe(200);
    expect(log.join('\n')).toMatch(/event not taken.*\n.*\n.*onUnknown failed/);
  });

  it('when a body cannot be read for a reason that has no text', async () => {
    expect((await respondTo({ readBody: () => Promise.reject(unreadable) })).status).toBe(503);
  });

  it('when a part of it fails that should not', async () => {
    const { receiver, log } = createTestReceiver({ validators: { OPT_IN: () => expect.unreachable() } });
    expect(await postSigned(receiver, optInBody)).toBe(503);
    expect(log.join('\n')).toContain('request failed');
  });

  it('when its log fails, which changes no answer', async () => {
    const fail = (): never => expect.unreachable();
    const log = { debug: fail, info: fail, warn: fail, error: fail };
    const handler = async (_event: unknown, context: HandlerContext) => context.log.info('handled');
    const { receiver } = createTestReceiver({ log, handlers: { OPT_IN: handler } });
    expect(await postSigned(receiver, optInBody)).toBe(200);
    expect(await postSigned(receiver, optInBody)).toBe(200);
    expect(await postSigned(receiver, '{}')).toBe(200);
    expect(await postSigned(receiver, '{}', { secret: 'another' })).toBe(401);
  });

  it('when a handler logs what JSON has no form for', async () => {
    const handler = async (_event: unknown, context: HandlerContext) =>
      context.log.info('handled', { count: 5n } as unknown as LogFields);
    const { receiver, log } = createTestReceiver({ handlers: { OPT_IN: handler } });
    expect(await postSigned(receiver, optInBody)).toBe(200);
    expect(log.join('\n')).toContain('"count":"5"');
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
  it('says which event failed, how, and where', async () => {
    const fail = async (): Promise<never> => Promise.reject(new TypeError('no database'));
    expect(await logOf({ handlers: { OPT_IN: fail } })).toMatchObject([
      {
        level: 'error',
        message: 'event not taken, asked to send again',
        delivery: 'n',
        trigger: 'OPT_IN',
        error: 'no database',
        errorName: 'TypeError',
        stack: expect.arrayContaining([expect.stringContaining('receiver.test.ts')]) as unknown,
      },
    ]);
  });

  it('says which event came twice', async () => {
    const { receiver, log } = createTestReceiver();
    await postSigned(receiver, optInBody);
    await postSigned(receiver, optInBody, { nonce: 'again' });
    expect(log.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level: 'info', message: 'duplicate acknowledged', delivery: 'again', trigger: 'OPT_IN' },
    ]);
  });

  it('says once why no handler takes a body, and what its keys are', async () => {
    const keys = ['app_id', 'brand_new', '447700900123', 'x'.repeat(50), ...'abcdefghijklmnop'];
    const body = JSON.stringify(Object.fromEntries(keys.map((key) => [key, '447700900123'])));
    expect(await logOf({}, body)).toEqual([
      {
        time: expect.any(String) as string,
        level: 'warn',
        message: 'no handler takes this body',
        delivery: 'n',
        reason: 'unknown-event',
        trigger: 'unknown',
        keys: ['app_id', 'brand_new', ...'abcdefgh'],
      },
    ]);
    expect(await logOf({}, '5')).toMatchObject([{ reason: 'not-an-object' }]);
  });

  it('says once what is wrong with an event that is kept from its handler', async () => {
    const problem = { path: 'tags["447700900123"]', expected: 'string', found: 'number' };
    const config = { validation: 'strict' } as const;
    const lines = await logOf({ config, validators: { OPT_IN: () => [problem] } });
    expect(lines).toMatchObject([
      {
        level: 'warn',
        delivery: 'n',
        trigger: 'OPT_IN',
        reason: 'invalid',
        keys: ['opt_in_notification'],
        problems: ['tags[*]: expected string, found number'],
      },
    ]);
    expect(lines[0]?.['message']).toBe('no handler takes this body');
  });

  it('has an end, however much is wrong with an event', async () => {
    const problems = Array.from({ length: 5_000 }, () => ({ path: 'a', expected: 'string', found: 'null' }));
    const [line] = await logOf({ validators: { OPT_IN: () => problems } });
    expect(line).toMatchObject({ problemCount: 5_000, problems: { length: 20 } });
  });

  it.each([
    ['warn', 'the sender hung up', new SenderGoneError('gone')],
    ['error', 'something else read it', new Error('read before')],
  ])('says with level %s that a body is not read because %s', async (level, _case, error) => {
    const { receiver, log } = createTestReceiver();
    const { headers } = signDelivery(optInBody);
    const readBody = (): Promise<never> => Promise.reject(error);
    await receiver.respond({ method: 'POST', path: '/webhooks/sinch', headers, readBody });
    expect(log.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level, message: 'body not read', error: error.message },
    ]);
  });

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

/** Posts a body, and resolves with the lines of the log it led to. */
async function logOf(
  options: Parameters<typeof createTestReceiver>[0],
  body = optInBody,
): Promise<Record<string, unknown>[]> {
  const { receiver, log } = createTestReceiver(options);
  await postSigned(receiver, body, { nonce: 'n' });
  return log.map((line) => JSON.parse(line) as Record<string, unknown>);
}
