import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { createLogger } from '../../src/runtime/log.js';
import { createMemoryStore } from '../../src/runtime/memory-store.js';
import { noMetrics } from '../../src/runtime/metrics.js';
import type { NewEvent } from '../../src/runtime/store.js';
import { startWorker } from '../../src/runtime/worker.js';
import { optIn } from '../support/test-receiver.js';

const longerThanALease = 11_000;
const settings = { concurrency: 5, retry: { attempts: 2, minDelaySeconds: 1, maxDelaySeconds: 1 } };

/** A worker whose handler has begun with the one event there is, and does not end before it is told. */
async function startHandling() {
  let time = 0;
  const store = createMemoryStore({ now: () => time });
  await store.open();
  await store.add(eventOf('d'));
  const begun: { end: () => void; fail: (error: Error) => void }[] = [];
  const worker = startWorker({
    store,
    settings,
    handle: () => new Promise((end, fail) => begun.push({ end, fail })),
    inspect: () => ({ recognition: { kind: 'event', route: optIn, event: {} }, problems: [] }),
    log: createLogger('silent'),
    metrics: noMetrics,
  });
  await vi.waitFor(() => expect(begun).toHaveLength(1));
  const pass = async (milliseconds: number): Promise<void> => {
    time += milliseconds;
    worker.wake();
    await wait(20);
  };
  return { store, worker, begun, pass };
}

function eventOf(deliveryId: string): NewEvent {
  return {
    deliveryId,
    receivedAt: 0,
    path: '/webhooks/sinch',
    trigger: 'OPT_IN',
    lane: undefined,
    body: Buffer.from('{}'),
    identities: [deliveryId],
    quarantine: undefined,
  };
}

it('does not handle an event again whose lease ran out while its handler is at work', async () => {
  const { store, worker, begun, pass } = await startHandling();
  await pass(longerThanALease);
  expect(begun).toHaveLength(1);

  begun[0]?.end();
  await vi.waitFor(async () => expect((await store.stats()).pending).toBe(0));
  await worker.stop(0);
});

it('postpones an event whose lease ran out meanwhile', async () => {
  const { store, worker, begun, pass } = await startHandling();
  await pass(longerThanALease);
  begun[0]?.fail(new Error('no'));
  await vi.waitFor(async () =>
    expect(await store.list({ state: 'pending', limit: 1 })).toMatchObject([{ reason: 'no' }]),
  );
  await worker.stop(0);
});

it('runs many handlers at a time, and Node takes none of what they listen to for a leak', async () => {
  const warnings: Error[] = [];
  const warn = (warning: Error): void => void warnings.push(warning);
  process.on('warning', warn);
  const store = createMemoryStore();
  const numbers = Array.from({ length: 20 }, (_item, index) => String(index));
  for (const number of numbers) await store.add(eventOf(number));
  let running = 0;
  const worker = startWorker({
    store,
    settings: { ...settings, concurrency: 20 },
    handle: (_delivery, { stop }) => {
      running += 1;
      return new Promise((end) => stop?.addEventListener('abort', () => end(), { once: true }));
    },
    inspect: () => ({ recognition: { kind: 'event', route: optIn, event: {} }, problems: [] }),
    log: createLogger('silent'),
    metrics: noMetrics,
  });
  await vi.waitFor(() => expect(running).toBe(20));
  await worker.stop(0);
  await wait(0);
  process.off('warning', warn);
  expect(warnings).toEqual([]);
});
