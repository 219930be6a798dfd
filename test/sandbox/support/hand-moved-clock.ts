import type { Clock } from '../../../src/sandbox/clock.js';

/** Time that stands still until a test moves it. */
export interface HandMovedClock extends Clock {
  /** Lets so much time pass: what is due is done in its order, and promises are settled after each. */
  pass(milliseconds: number): Promise<void>;
}

/** 2026-01-01T00:00:00Z, a whole second. */
const clockStart = 1_767_225_600_000;

export function createHandMovedClock(): HandMovedClock {
  let now = clockStart;
  let made = 0;
  const timers: { readonly at: number; readonly number: number; readonly action: () => void }[] = [];

  return {
    now: () => now,
    after(milliseconds, action) {
      made += 1;
      timers.push({ at: now + milliseconds, number: made, action });
      timers.sort((one, other) => one.at - other.at || one.number - other.number);
    },
    pending: () => timers.length,
    stop() {
      timers.length = 0;
    },
    async pass(milliseconds) {
      const end = now + milliseconds;
      await settled();
      for (;;) {
        const [next] = timers;
        if (next === undefined || next.at > end) break;
        timers.shift();
        now = Math.max(now, next.at);
        next.action();
        await settled();
      }
      now = end;
    },
  };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}
