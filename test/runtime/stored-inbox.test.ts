import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createMemoryStore } from '../../src/runtime/memory-store.js';
import type { HandlerContext, ReceiverParts } from '../../src/runtime/receiver.js';
import type { Store } from '../../src/runtime/store.js';
import { createStoredInbox } from '../../src/runtime/stored-inbox.js';
import { createTestReceiver, postSigned, type TestReceiver } from '../support/test-receiver.js';

const optIn = (id: string): string =>
  JSON.stringify({ app_id: 'app', opt_in_notification: { request_id: id, contact_id: 'contact' } });

const settings = {
  concurrency: 5,
  retry: { attempts: 2, minDelaySeconds: 0.001, maxDelaySeconds: 0.002 },
  ordering: 'conversation',
  retentionDays: 7,
} as const;

interface Running extends TestReceiver {
  readonly store: Store;
  readonly stop: () => Promise<void>;
}

async function start(
  options: Parameters<typeof createTestReceiver>[0] = {},
  store: Store = createMemoryStore(),
): Promise<Running> {
  const test = createTestReceiver({ ...options, createInbox: createStoredInbox(store, settings) });
  await test.receiver.start();
  const stop = (): Promise<void> => test.receiver.stop(0);
  onTestFinished(stop);
  return { ...test, store, stop };
}

const handling = (handler: (context: HandlerContext) => Promise<void>): Pick<ReceiverParts, 'handlers'> => ({
  handlers: { OPT_IN: (_event: unknown, context: HandlerContext) => handler(context) },
});

describe('a receiver that keeps events before it acknowledges them', () => {
  it('answers before the handler is done, and has it called once', async () => {
    let finish = (): void => {};
    const calls: number[] = [];
    const { receiver, store } = await start(
      handling(async ({ attempt }) => {
        calls.push(attempt);
        await new Promise<void>((resolve) => (finish = resolve));
      }),
    );
    expect(await postSigned(receiver, optIn('1'))).toBe(200);
    await vi.waitFor(() => expect(calls).toEqual([1]));
    expect(await store.stats()).toMatchObject({ pending: 1 });
    finish();
    await vi.waitFor(async () => expect(await store.stats()).toMatchObject({ pending: 0 }));
  });

  it('answers 200 to a repeat, ten at once and under other nonces, and calls the handler once', async () => {
    const { receiver, handled } = await start();
    const once = { nonce: 'n' };
    const statuses = await Promise.all(
      Array.from({ length: 10 }, () => postSigned(receiver, optIn('1'), once)),
    );
    for (let index = 0; index < 10; index += 1) {
      statuses.push(await postSigned(receiver, optIn('1'), { nonce: `other-${index}` }));
    }
    expect(statuses).toEqual(Array.from({ length: 20 }, () => 200));
    await vi.waitFor(() => expect(handled).toEqual(['OPT_IN']));
    await sleep(20);
    expect(handled).toEqual(['OPT_IN']);
  });

  it('answers 200 though the handler fails, tries it again, and lets the event rest as dead', async () => {
    const calls: number[] = [];
    const { receiver, store } = await start(
      handling(async ({ attempt }) => {
        calls.push(attempt);
        throw new Error('no database');
      }),
    );
    expect(await postSigned(receiver, optIn('1'))).toBe(200);
    await vi.waitFor(async () => expect(await store.stats()).toMatchObject({ dead: 1 }));
    expect(calls).toEqual([1, 2]);
  });

  it('answers 503 when the event cannot be kept, and takes it when it comes again', async () => {
    const store = createMemoryStore();
    let isFull = true;
    const add: Store['add'] = async (event) => {
      if (isFull) throw new Error('database or disk is full');
      return store.add(event);
    };
    const { receiver, handled } = await start({}, { ...store, add });
    expect(await postSigned(receiver, optIn('1'))).toBe(503);
    isFull = false;
    expect(await postSigned(receiver, optIn('1'))).toBe(200);
    await vi.waitFor(() => expect(handled).toEqual(['OPT_IN']));
  });

  it.each([
    ['unknown', '{"brand_new":{}}', 'unknown-event'],
    ['unparsable', '{', 'not-json'],
    ['too deep', `{"opt_in_notification":${'['.repeat(70)}${']'.repeat(70)}}`, 'too-deep'],
    ['with __proto__', '{"opt_in_notification":{"__proto__":{}}}', 'forbidden-key'],
  ])('keeps what is %s, tells onUnknown, and answers 200', async (_case, body, reason) => {
    const { receiver, store, unknown, handled } = await start();
    expect(await postSigned(receiver, body)).toBe(200);
    expect(await store.list({ state: 'quarantine', limit: 5 })).toMatchObject([
      { trigger: 'unknown', reason },
    ]);
    expect(unknown).toMatchObject([{ reason }]);
    expect(handled).toEqual([]);
  });

  it('keeps an event that breaks its schema from its handler under strict, and hands it over once it does not', async () => {
    const validators = { OPT_IN: () => [{ path: 'a', expected: 'string', found: 'null' }] };
    const store = createMemoryStore();
    const strict = await start({ validators, config: { validation: 'strict' } }, store);
    expect(await postSigned(strict.receiver, optIn('1'))).toBe(200);
    expect(await store.list({ state: 'quarantine', limit: 5 })).toMatchObject([
      { trigger: 'OPT_IN', reason: 'invalid' },
    ]);
    await strict.stop();

    const { handled } = await start({ validators, config: { validation: 'report' } }, store);
    await store.retry({ selection: { state: 'quarantine' }, limit: 5 });
    await vi.waitFor(() => expect(handled).toEqual(['OPT_IN']), { timeout: 3_000 });
  });

  it('hands over what came to the path of another event, once somebody wants it to', async () => {
    const { receiver, store, handled } = await start();
    const path = '/webhooks/sinch/conversation/contact-create';
    expect(await postSigned(receiver, optIn('1'), { path })).toBe(200);
    expect(await store.list({ state: 'quarantine', limit: 5 })).toMatchObject([{ reason: 'other-channel' }]);
    await store.retry({ selection: { state: 'quarantine' }, limit: 5 });
    await vi.waitFor(() => expect(handled).toEqual(['OPT_IN']), { timeout: 3_000 });
  });

  it('takes nothing before it has started, nor once it drains, and says whether it is ready', async () => {
    const { receiver } = createTestReceiver({
      createInbox: createStoredInbox(createMemoryStore(), settings),
    });
    const ready = async (): Promise<number> => (await receiver.respond(get('/readyz'))).status;
    expect([await ready(), await postSigned(receiver, optIn('1'))]).toEqual([503, 503]);
    await receiver.start();
    expect([await ready(), await postSigned(receiver, optIn('1'))]).toEqual([200, 200]);
    receiver.drain();
    expect([await ready(), await postSigned(receiver, optIn('2'))]).toEqual([503, 503]);
    expect((await receiver.respond(get('/healthz'))).status).toBe(200);
    await receiver.stop(0);
  });

  it('sends requests away before their bodies are read while there is no room', async () => {
    const readBody = vi.fn<() => Uint8Array>();
    const { receiver } = await start({ hasRoom: () => false });
    const headers = { 'content-type': 'application/json' };
    const answer = await receiver.respond({ method: 'POST', path: '/webhooks/sinch', headers, readBody });
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5', connection: 'close' } });
    expect(readBody).not.toHaveBeenCalled();
  });
});

it('has room for an honest sender while others are slow with their bodies', async () => {
  const { receiver } = await start({ hasRoom: (inFlight) => inFlight < 2 });
  for (let index = 0; index < 5; index += 1) {
    void receiver.respond({
      method: 'POST',
      path: '/webhooks/sinch',
      headers: { 'content-type': 'application/json' },
      readBody: () => new Promise(() => {}),
    });
  }
  expect(await postSigned(receiver, optIn('1'))).toBe(200);
});

function get(path: string) {
  return { method: 'GET', path, headers: {}, readBody: () => undefined };
}
