import { setMaxListeners } from 'node:events';
import { attemptEvent, type Settlement } from './attempt.js';
import type { RetrySettings } from './backoff.js';
import { failureFields } from './failure.js';
import type { InboxParts } from './inbox.js';
import { createNumberedTable } from './numbered-table.js';
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
const suspectMilliseconds = 100;
const maxClaimsInTurn = 20;

/** An event that is with its handler. */
interface Running {
  lease: Lease;
  done: Promise<void>;
}

/** Runs handlers for the events of a store until it is stopped. */
export function startWorker(parts: WorkerParts): Worker {
  const { store, settings, log } = parts;
  const stopping = new AbortController();
  // Whatever handles an event may listen to it, which Node otherwise takes for a leak.
  setMaxListeners(0, stopping.signal);
  const attempting = { ...parts, retry: settings.retry, stop: stopping.signal };
  const running = createNumberedTable<Running>();
  let lastRun = 0;
  let isClaiming = false;
  let isWoken = false;
  let isStopped = false;
  let isStoreWell = true;
  let suspect: ClaimedEvent | undefined;
  let timer: NodeJS.Timeout | undefined;
  let timerAt = Infinity;
  let isSoon = false;
  let isMore = false;
  let claimsInTurn = 0;
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
    let wait = pollMilliseconds;
    try {
      const { events, nextDue } = await store.claim({ limit, leaseMilliseconds });
      isStoreWell = true;
      isMore = events.length === limit;
      if (isStopped) await handBack(events, 0);
      else for (const event of events) take(event);
      wait = Math.min(wait, nextDue ?? wait);
    } catch (error) {
      if (isStoreWell) log.error('inbox cannot be read, trying again', failureFields(error));
      isStoreWell = false;
      isWoken = false;
    } finally {
      isClaiming = false;
    }
    if (isWoken) void claim();
    else claimIn(wait);
  }

  // Many events come, and many handlers end, in one turn of the event loop: one claim serves them all. Where more events
  // wait than there was room for, some more follow in the same turn, but not all: requests wait for the next one.
  function claimSoon(): void {
    if (isSoon) return;
    isSoon = true;
    const isInTurn = isMore && claimsInTurn < maxClaimsInTurn;
    claimsInTurn = isInTurn ? claimsInTurn + 1 : 0;
    (isInTurn ? queueMicrotask : setImmediate)(() => {
      isSoon = false;
      void claim();
    });
  }

  function claimIn(milliseconds: number): void {
    const at = performance.now() + milliseconds;
    if (isStopped || at >= timerAt) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(() => {
      timerAt = Infinity;
      void claim();
    }, milliseconds);
  }

  // A lease may have run out while the store failed or the process stood still: its handler goes on, under the new one.
  // Then the claim before this one has come to no end.
  function take(event: ClaimedEvent): void {
    const own = event.lost > 0 ? find(event.id) : undefined;
    if (own !== undefined) own.lease = leaseOf(event);
    else if (event.lost === 0) begin(event);
    // It was with a process that ended, and may be what ended it: by itself, it takes no other event along.
    else if (suspect === undefined) begin((suspect = event));
    else void handBack([event], suspectMilliseconds);
  }

  async function handBack(events: readonly ClaimedEvent[], delayMilliseconds: number): Promise<void> {
    try {
      await store.release({ leases: events.map(leaseOf), delayMilliseconds });
    } catch (error) {
      log.warn('events not handed back: due when their leases end', failureFields(error));
    }
  }

  function begin(event: ClaimedEvent): void {
    const number = (lastRun += 1);
    const own: Running = { lease: leaseOf(event), done: Promise.resolve() };
    running.set(number, own);
    own.done = run(event, own).finally(() => {
      running.delete(number);
      // Those that were handed back for it are due again by then.
      if (suspect === event) {
        suspect = undefined;
        claimIn(suspectMilliseconds);
      }
      // There may have been no room for another, or the next of this lane may be due now.
      claimSoon();
    });
  }

  function find(id: string): Running | undefined {
    for (const one of running.values()) if (one.lease.id === id) return one;
    return undefined;
  }

  async function run(event: ClaimedEvent, own: Running): Promise<void> {
    const settlement = await attemptEvent(event, attempting);
    // What was handled must not be handled again because the disk was full when that was to be written down.
    for (let delay = 100; ; delay = Math.min(delay * 2, 2_000)) {
      try {
        await settle(own.lease, settlement);
        return;
      } catch (error) {
        log.error('inbox cannot be written, trying again', {
          event: event.id,
          delivery: event.deliveryId,
          ...failureFields(error),
        });
        if (isStopped) return;
        await new Promise((resolve) => setTimeout(resolve, delay));
      }
    }
  }

  async function settle(lease: Lease, settlement: Settlement): Promise<void> {
    switch (settlement.kind) {
      case 'complete':
        return store.complete(lease);
      case 'release':
        return store.release({ leases: [lease], delayMilliseconds: 0 });
      case 'park':
        return store.park({ ...lease, ...settlement });
      case 'postpone':
        await store.postpone({ ...lease, ...settlement });
        claimIn(settlement.delayMilliseconds);
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

  store.watch?.(() => void claim());
  void claim();
  return {
    wake: claimSoon,
    async stop(graceMilliseconds) {
      isStopped = true;
      clearTimeout(timer);
      const abort = setTimeout(() => stopping.abort(), graceMilliseconds);
      // The store has to stay open until a claim that is under way has handed its events back.
      while (isClaiming || running.size > 0) {
        await Promise.all([...running.values()].map(({ done }) => done));
        await new Promise((resolve) => setTimeout(resolve, isClaiming ? 5 : 0));
      }
      clearTimeout(abort);
      clearInterval(renewing);
    },
  };
}

// A lease goes to the store and back, so it is no more than it must be.
function leaseOf({ id, lease }: ClaimedEvent): Lease {
  return { id, lease };
}
