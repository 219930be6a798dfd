import { setTimeout as wait } from 'node:timers/promises';
import type { RunningSandbox } from '../../../src/sandbox/run-sandbox.js';
import type { RecipeProcess } from './recipe-process.js';

export interface Endings {
  /** How often it has been ended. */
  count(): number;
  /** Resolves when it runs again, and is left alone from then on. */
  over(): Promise<void>;
}

/** How often a receiver is killed while so many events happen. */
export function endingsIn(events: number): number {
  return Math.max(2, Math.floor(events / 200));
}

/**
 * Kills a receiver some times while Sinch takes so many messages of it: the last one has been taken, but the receiver has
 * not heard so. It is started again each time.
 */
export function endMidway({ sandbox }: RunningSandbox, receiver: RecipeProcess, events: number): Endings {
  const times = endingsIn(events);
  const after = Array.from({ length: times }, (_, n) => Math.ceil((0.75 * events * (n + 1)) / times));
  let taken = 0;
  let count = 0;
  let restart: Promise<void> | undefined;
  const forget = sandbox.watch({
    onMessage({ direction, states }) {
      if (direction === 'TO_APP' || states.length > 0) return;
      taken += 1;
      if (restart !== undefined || taken < (after[count] ?? Infinity)) return;
      count += 1;
      restart = receiver
        .kill()
        .then(() => wait(300))
        .then(() => receiver.start())
        .then(() => void (restart = undefined));
    },
  });
  return {
    count: () => count,
    async over() {
      forget();
      await restart;
    },
  };
}

/** What becomes of calls to Sinch: some are done and nobody hears of it, and some are not done at all. */
export function spoilSome(everySoMany: number): () => { kind: 'lose-answer' } | Refusal | undefined {
  let calls = 0;
  return () => {
    calls += 1;
    if (calls % everySoMany === Math.floor(everySoMany / 2)) return { kind: 'lose-answer' };
    return calls % everySoMany === 0 ? { kind: 'refuse', status: 503, type: 'Unavailable' } : undefined;
  };
}

interface Refusal {
  readonly kind: 'refuse';
  readonly status: number;
  readonly type: string;
}
