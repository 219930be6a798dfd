import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Delivery, Handle } from '../../src/runtime/inbox.js';
import { createLogger } from '../../src/runtime/log.js';
import { createMemoryStore } from '../../src/runtime/memory-store.js';
import { noMetrics } from '../../src/runtime/metrics.js';
import { DeadlineError, withDeadline } from '../../src/runtime/deadline.js';
import type { Store } from '../../src/runtime/store.js';
import { startWorker, type WorkerSettings } from '../../src/runtime/worker.js';
import { contactCreate } from '../support/test-receiver.js';
import { newEvent } from './stores.js';

const retry = { attempts: 3, minDelaySeconds: 0.001, maxDelaySeconds: 0.002 };

function start(
  handle: Handle,
  { store = createMemoryStore(), ...settings }: Partial<WorkerSettings> & { store?: Store } = {},
) {
  const log: string[] = [];
  const worker = startWorker({
    store,
    settings: { concurrency: 5, retry, ...settings },
    handle,
    inspect: (body) => ({
      recognition:
        body.byteLength === 0
          ? { kind: 'unknown', reason: 'not-json', body: undefined }
          : { kind: 'event', route: contactCreate, event: {} },
      problems: [],
    }),
    log: createLogger('debug', (line) => log.push(line)),
    metrics: noMetrics,
  });
  onTestFinished(() => worker.stop(0));
  const add = async (id: string, rest = {}): Promise<void> => {
    await store.add(newEvent(id, rest));
    worker.wake();
  };
  return { store, worker, log, add };
}

describe('the worker', () => {
  it('hands each event to its handler once, and is then done with it', async () => {
    const handled: [string, number][] = [];
    const { store, add } = start(async ({ id }, { number }) => void handled.push([id, number]));
    for (const id of ['a', 'b', 'c']) await add(id);
    await vi.waitFor(async () => expect(await store.stats()).toMatchObject({ pending: 0 }));
    expect(handled).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ]);
  });

  it('handles what was in the store before it began', async () => {
    const store = createMemoryStore();
    await store.add(newEvent('a'));
    const handled: string[] = [];
    start(async ({ id }) => void handled.push(id), { store });
    await vi.waitFor(() => expect(handled).toEqual(['a']));
  });

  it('runs no more handlers at a time than it may', async () => {
    let running = 0;
    let most = 0;
    let done = 0;
    const { add } = start(
      async () => {
        most = Math.max(most, (running += 1));
        await sleep(5);
        running -= 1;
        done += 1;
      },
      { concurrency: 3 },
    );
    for (let index = 0; index < 12; index += 1) await add(`e${index}`);
    await vi.waitFor(() => expect(done).toBe(12));
    expect(most).toBe(3);
  });

  it('tries again what failed, and lets it rest when it failed too often', async () => {
    const attempts: number[] = [];
    const { store, add, log } = start(async (_delivery, { number }) => {
      attempts.push(number);
      throw new Error('no database');
    });
    await add('a');
    await vi.waitFor(async () => expect(await store.stats()).toMatchObject({ pending: 0, dead: 1 }));
    expect(attempts).toEqual([1, 2, 3]);
    expect(await store.list({ state: 'dead', limit: 5 })).toMatchObject([
      { deliveryId: 'a', attempts: 3, reason: 'no database' },
    ]);
    expect(log.map((line) => (JSON.parse(line) as { message: string }).message)).toEqual([
      'handler failed, trying again',
      'handler failed, trying again',
      'event is dead: its handler failed too often',
    ]);
  });

  it('does not try for ever what ends the process', async () => {
    const clock = { now: 0 };
    const store = createMemoryStore({ now: () => clock.now });
    await store.add(newEvent('a'));
    for (let crash = 0; crash < 3; crash += 1) {
      await store.claim({ limit: 1, leaseMilliseconds: 10 });
      clock.now += 10;
    }
    const handle = vi.fn<Handle>();
    start(handle, { store });
    await vi.waitFor(async () => expect(await store.stats()).toMatchObject({ dead: 1 }));
    expect(handle).not.toHaveBeenCalled();
  });

  it('tries what was with a process that ended one by one, so that nothing else ends with it again', async () => {
    const store = createMemoryStore();
    for (const id of ['a', 'b', 'c']) await store.add(newEvent(id));
    await store.claim({ limit: 3, leaseMilliseconds: 0 });
    let running = 0;
    let most = 0;
    const handle = vi.fn<Handle>(async () => {
      most = Math.max(most, (running += 1));
      await sleep(5);
      running -= 1;
    });
    start(handle, { store });
    await vi.waitFor(async () => expect(await store.stats()).toMatchObject({ pending: 0 }), {
      timeout: 5_000,
    });
    expect([handle.mock.calls.length, most]).toEqual([3, 1]);
  });

  it('keeps what no handler takes any more', async () => {
    const { store, add } = start(async () => {});
    await add('a', { body: Buffer.alloc(0) });
    await vi.waitFor(async () => expect(await store.stats()).toMatchObject({ quarantine: 1, pending: 0 }));
  });

  it('is not held up by a handler that hangs', async () => {
    const handled: string[] = [];
    const handle = async ({ id }: Delivery): Promise<void> => {
      if (id === 'hangs') await withDeadline({ milliseconds: 20 }, () => new Promise(() => {}));
      handled.push(id);
    };
    const { store, add } = start(handle, { concurrency: 1 });
    await add('hangs');
    await add('a');
    await vi.waitFor(() => expect(handled).toEqual(['a']));
    await vi.waitFor(async () => expect(await store.stats()).toMatchObject({ dead: 1 }));
  });

  it('writes down what was handled until that is written, and does not handle it again', async () => {
    const store = createMemoryStore();
    let faults = 2;
    const complete: Store['complete'] = async (request) => {
      if ((faults -= 1) >= 0) throw new Error('database or disk is full');
      return store.complete(request);
    };
    const handle = vi.fn<Handle>().mockResolvedValue();
    const { add } = start(handle, { store: { ...store, complete } });
    await add('a');
    await vi.waitFor(async () => expect(await store.stats()).toMatchObject({ pending: 0 }));
    expect(handle).toHaveBeenCalledTimes(1);
  });

  it('goes on when the store could not be read for a while', async () => {
    const store = createMemoryStore();
    let faults = 1;
    const claim: Store['claim'] = async (request) => {
      if ((faults -= 1) >= 0) throw new Error('database is locked');
      return store.claim(request);
    };
    const handle = vi.fn<Handle>().mockResolvedValue();
    const { add } = start(handle, { store: { ...store, claim } });
    await add('a');
    await vi.waitFor(() => expect(handle).toHaveBeenCalledTimes(1), { timeout: 3_000 });
  });

  it('goes on in a lane as soon as its last event is done', async () => {
    const handled: string[] = [];
    const { add } = start(async ({ id }) => void handled.push(id));
    const ids = Array.from({ length: 50 }, (_, index) => `e${index}`);
    for (const id of ids) await add(id, { lane: 'one' });
    // Each would take a second if it waited for the worker to look by itself.
    await vi.waitFor(() => expect(handled).toEqual(ids), { timeout: 5_000 });
  });

  describe('when it is stopped', () => {
    it('waits for handlers that end in time, and begins no other', async () => {
      const handled: string[] = [];
      let begin = (): void => {};
      const begun = new Promise<void>((resolve) => (begin = resolve));
      const { store, worker, add } = start(
        async ({ id }) => {
          begin();
          await sleep(20);
          handled.push(id);
        },
        { concurrency: 1 },
      );
      await add('a');
      await add('b');
      await begun;
      await worker.stop(1_000);
      expect(handled).toEqual(['a']);
      expect(await store.stats()).toMatchObject({ pending: 1 });
    });

    it('hands back at once what does not end, without counting the attempt', async () => {
      let begin = (): void => {};
      const begun = new Promise<void>((resolve) => (begin = resolve));
      const { store, worker, add } = start(async (_delivery, { stop }) => {
        begin();
        await withDeadline({ milliseconds: 60_000, stop }, () => new Promise(() => {}));
      });
      await add('a');
      await begun;
      await worker.stop(10);
      const { events } = await store.claim({ limit: 1, leaseMilliseconds: 10 });
      expect(events).toMatchObject([{ deliveryId: 'a', attempt: 1, lost: 0 }]);
    });
  });
});

describe('a deadline', () => {
  it('aborts the signal, and rejects, when the time is up', async () => {
    let signal: AbortSignal | undefined;
    const run = withDeadline({ milliseconds: 5 }, (given) => {
      signal = given;
      return new Promise(() => {});
    });
    await expect(run).rejects.toThrow(DeadlineError);
    expect(signal?.aborted).toBe(true);
  });

  it('names the service that has not answered', async () => {
    const run = withDeadline({ milliseconds: 5, service: 'SQS' }, () => new Promise(() => {}));
    await expect(run).rejects.toThrow('SQS has not answered within 0.005 s');
  });

  it('does not care for what the work does later', async () => {
    let fail: (error: Error) => void = () => {};
    const run = withDeadline({ milliseconds: 5 }, () => new Promise((_resolve, reject) => (fail = reject)));
    await expect(run).rejects.toThrow('not done within 0.005 s');
    fail(new Error('late'));
    await sleep(5);
  });

  it('begins nothing once it is stopped', async () => {
    const work = vi.fn<() => Promise<void>>();
    const stop = AbortSignal.abort();
    await expect(withDeadline({ milliseconds: 5, stop }, work)).rejects.toThrow('the receiver stops');
    expect(work).not.toHaveBeenCalled();
  });

  it('leaves a signal alone whose work is done', async () => {
    let signal: AbortSignal | undefined;
    await withDeadline({ milliseconds: 5 }, async (given) => void (signal = given));
    await sleep(10);
    expect(signal?.aborted).toBe(false);
  });
});
