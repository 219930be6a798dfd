import { setMaxListeners } from 'node:events';
import { retryDelay, type RetrySettings } from './backoff.js';
import { StoppedError } from './deadline.js';
import { failureFields, failureText } from './failure.js';
import type { Delivery, InboxParts } from './inbox.js';
import type { HandledOutcome } from './metrics.js';
import type { ClaimedEvent, Lease, Store } from './store.js';

export interface WorkerSettings {
  /** How many handlers run at a time. */
  readonly concurrency: number;
  readonly retry: RetrySettings;
}

export interface WorkerParts extends InboxParts {
  readonly store: Store;
  readonly settings: WorkerSettings;
}

export interface Worker {
  /** Says that an event may be due. */
  wake(): void;
  /** Begins no handler any more; aborts those that run after some milliseconds, and hands their events back. */
  stop(graceMilliseconds: number): Promise<void>;
}

// As long as a process may be stuck before another one takes over what it had.
const leaseMilliseconds = 10_000;
const renewMilliseconds = 3_000;
// Another process may have handed something back.
const pollMilliseconds = 1_000;

/** Runs handlers for the events of a store until it is stopped. */
export function startWorker({ store, settings, handle, inspect, log, metrics }: WorkerParts): Worker {
  const stopping = new AbortController();
  // Each handler that runs listens to it, which Node otherwise takes for a leak.
  setMaxListeners(0, stopping.signal);
  const running = new Map<number, { lease: Lease; done: Promise<void> }>();
  let isClaiming = false;
  let isWoken = false;
  let isStopped = false;
  let isStoreWell = true;
  let timer: NodeJS.Timeout | undefined;
  const renewing = setInterval(() => void renew(), renewMilliseconds);

  async function claim(): Promise<void> {
    if (isStopped) return;
    const limit = settings.concurrency - running.size;
    if (isClaiming || limit <= 0) {
      isWoken = true;
      return;
    }
    isClaiming = true;
    isWoken = false;
    clearTimeout(timer);
    let wait = pollMilliseconds;
    try {
      const { events, nextDue } = await store.claim({ limit, leaseMilliseconds });
      isStoreWell = true;
      for (const event of events) {
        const own = running.get(event.id);
        // Its lease ran out while the store failed or the process stood still. Its handler goes on, under this one.
        if (own !== undefined) own.lease = event;
        else begin(event);
      }
      wait = Math.min(wait, nextDue ?? wait);
    } catch (error) {
      if (isStoreWell) log.error('inbox cannot be read, trying again', failureFields(error));
      isStoreWell = false;
    } finally {
      isClaiming = false;
    }
    if (isWoken) void claim();
    else timer = setTimeout(() => void claim(), wait);
  }

  function begin(event: ClaimedEvent): void {
    const done = run(event).finally(() => {
      running.delete(event.id);
      if (isWoken) void claim();
    });
    running.set(event.id, { lease: event, done });
  }

  async function run(event: ClaimedEvent): Promise<void> {
    const settled = await attempt(event);
    await settle(event, settled);
  }

  async function attempt(event: ClaimedEvent): Promise<() => Promise<void>> {
    const { id, attempt: number } = event;
    const lease = (): Lease => running.get(id)?.lease ?? event;
    const fields = { event: id, delivery: event.deliveryId, trigger: event.trigger, attempt: number };
    const isLast = number >= settings.retry.attempts;
    if (number > settings.retry.attempts) {
      log.error('event is dead: the process ended in each of its attempts', fields);
      metrics.handled(event.trigger, 'dead', 0);
      return () => store.park({ ...lease(), state: 'dead', reason: 'the process ended in every attempt' });
    }
    const startedAt = performance.now();
    const count = (outcome: HandledOutcome): void =>
      metrics.handled(event.trigger, outcome, (performance.now() - startedAt) / 1000);
    try {
      const delivery = deliveryOf(event);
      await handle(delivery, { number, stop: stopping.signal });
      if (delivery.recognition.kind === 'unknown') {
        const { reason } = delivery.recognition;
        return () => store.park({ ...lease(), state: 'quarantine', reason });
      }
      count('completed');
      return () => store.complete({ id });
    } catch (error) {
      if (error instanceof StoppedError) return () => store.release({ leases: [lease()] });
      const reason = failureText(error);
      if (isLast) {
        count('dead');
        log.error('event is dead: its handler failed too often', { ...fields, ...failureFields(error) });
        return () => store.park({ ...lease(), state: 'dead', reason });
      }
      count('failed');
      const delayMilliseconds = retryDelay(number, settings.retry);
      log.warn('handler failed, trying again', { ...fields, delayMilliseconds, ...failureFields(error) });
      return () => store.postpone({ ...lease(), delayMilliseconds, reason });
    }
  }

  function deliveryOf({ deliveryId, receivedAt, path, body }: ClaimedEvent): Delivery {
    return {
      id: deliveryId,
      receivedAt: new Date(receivedAt),
      identities: [],
      path,
      body,
      ...inspect(body, path),
    };
  }

  // What was handled must not be handled again because the disk was full when that was to be written down.
  async function settle(lease: Lease, write: () => Promise<void>): Promise<void> {
    for (let delay = 100; ; delay = Math.min(delay * 2, 2_000)) {
      try {
        await write();
        return;
      } catch (error) {
        log.error('inbox cannot be written, trying again', { event: lease.id, ...failureFields(error) });
        if (isStopped) return;
        await new Promise((resolve) => setTimeout(resolve, delay));
      }
    }
  }

  async function renew(): Promise<void> {
    const leases = [...running.values()].map(({ lease }) => lease);
    if (leases.length === 0) return;
    try {
      await store.renew({ leases, leaseMilliseconds });
    } catch (error) {
      log.error('leases of events not renewed', failureFields(error));
    }
  }

  void claim();
  return {
    wake: () => void claim(),
    async stop(graceMilliseconds) {
      isStopped = true;
      clearTimeout(timer);
      const abort = setTimeout(() => stopping.abort(), graceMilliseconds);
      // A claim that is under way may still begin some.
      while (isClaiming || running.size > 0) {
        await Promise.all([...running.values()].map(({ done }) => done));
        await new Promise((resolve) => setTimeout(resolve, isClaiming ? 5 : 0));
      }
      clearTimeout(abort);
      clearInterval(renewing);
    },
  };
}
