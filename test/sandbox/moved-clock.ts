import type { Clock } from '../../src/sandbox/clock.js';

export interface MovedClock extends Clock {
  /** Lets time pass, and what is due meanwhile be done in its order. */
  move(milliseconds: number): void;
}

/** A clock that stands still until it is moved by hand. */
export function createMovedClock(startsAt = Date.UTC(2025, 0, 15, 12)): MovedClock {
  let now = startsAt;
  let later: { readonly at: number; readonly action: () => void }[] = [];
  return {
    now: () => now,
    after(milliseconds, action) {
      later.push({ at: now + milliseconds, action });
    },
    pending: () => later.length,
    stop() {
      later = [];
    },
    move(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const [next] = later.filter(({ at }) => at <= end).toSorted((one, other) => one.at - other.at);
        if (next === undefined) break;
        later = later.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.action();
      }
      now = end;
    },
  };
}
