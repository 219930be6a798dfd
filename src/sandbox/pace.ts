import type { Clock } from './clock.js';

/** Lets so many through a second, a second's worth of them at once. */
export interface Pace {
  /** Takes one, if there is one. */
  take(): boolean;
  /** Milliseconds until there is one again. */
  wait(): number;
}

export function createPace(clock: Clock, readRate: () => number): Pace {
  let tokens = readRate();
  let countedAt = clock.now();

  const count = (): void => {
    const now = clock.now();
    const rate = readRate();
    tokens = Math.min(Math.max(1, rate), tokens + ((now - countedAt) / 1000) * rate);
    countedAt = now;
  };

  return {
    take() {
      count();
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
    wait() {
      count();
      return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / readRate()) * 1000);
    },
  };
}
