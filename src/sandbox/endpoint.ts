import type { Outcome } from '../send/post.js';
import { createBreaker, type Breaker, type BreakerState } from './breaker.js';
import type { Clock } from './clock.js';
import type { DeliverySettings } from './settings.js';

/** How a receiver fares, for people to look at. */
export interface EndpointReport {
  readonly breaker: BreakerState;
  readonly opened: number;
  /** Neither taken nor given up yet. */
  readonly waiting: number;
  readonly taken: number;
  readonly retries: number;
  readonly givenUp: number;
  readonly last?: LastAnswer;
}

export interface LastAnswer {
  readonly outcome: Outcome;
  readonly at: number;
  readonly milliseconds: number;
}

/** What is on its way to one receiver: first in, first out, so many at a time. */
export interface Endpoint<Parcel> {
  readonly breaker: Breaker;
  /** Notes how the latest request fared. */
  note(answer: LastAnswer): void;
  /** Counts one that will be queued. */
  expect(): void;
  queue(parcel: Parcel): void;
  isReady(): boolean;
  first(): Parcel;
  start(): Parcel;
  finish(): void;
  leave(how: 'taken' | 'givenUp'): void;
  countRetry(): void;
  /** Calls back later, once, however often it is asked to meanwhile. */
  wakeAfter(milliseconds: number, wake: () => void): void;
  report(): EndpointReport;
}

export function createEndpoint<Parcel>(
  clock: Clock,
  readSettings: () => DeliverySettings,
  mostWaiting: number,
): Endpoint<Parcel> {
  const breaker = createBreaker(clock, () => readSettings().breaker);
  // A set is a queue whose head can be taken without moving the rest.
  const ready = new Set<Parcel>();
  const counts = { waiting: 0, taken: 0, retries: 0, givenUp: 0 };
  let inFlight = 0;
  let isAsleep = false;
  let last: LastAnswer | undefined;

  const first = (): Parcel => {
    for (const parcel of ready) return parcel;
    throw new Error('Nothing is ready');
  };

  return {
    breaker,
    note(answer) {
      last = answer;
    },
    expect() {
      counts.waiting += 1;
    },
    queue(parcel) {
      if (ready.size < mostWaiting) {
        ready.add(parcel);
        return;
      }
      counts.waiting -= 1;
      counts.givenUp += 1;
    },
    isReady: () => ready.size > 0 && inFlight < readSettings().inFlight,
    first,
    start() {
      const parcel = first();
      ready.delete(parcel);
      inFlight += 1;
      return parcel;
    },
    finish() {
      inFlight -= 1;
    },
    leave(how) {
      counts.waiting -= 1;
      counts[how] += 1;
    },
    countRetry() {
      counts.retries += 1;
    },
    wakeAfter(milliseconds, wake) {
      if (isAsleep) return;
      isAsleep = true;
      clock.after(milliseconds, () => {
        isAsleep = false;
        wake();
      });
    },
    report: () => ({
      breaker: breaker.state(),
      opened: breaker.opened(),
      ...counts,
      ...(last !== undefined && { last }),
    }),
  };
}
