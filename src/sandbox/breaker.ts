import type { Clock } from './clock.js';
import type { DeliverySettings } from './settings.js';

export type BreakerState = 'closed' | 'open' | 'half-open';

/** Stops sending to an endpoint that keeps failing. */
export interface Breaker {
  state(): BreakerState;
  /** How often it has opened. */
  opened(): number;
  /** Whether a request may go out now. When half open, the first that asks is the one to try. */
  admits(): boolean;
  /** Milliseconds until it is worth asking again. */
  wait(): number;
  succeed(): void;
  fail(): void;
  reset(): void;
}

export function createBreaker(clock: Clock, readSettings: () => DeliverySettings['breaker']): Breaker {
  let failures = 0;
  let openUntil: number | undefined;
  let isTrying = false;
  let opened = 0;

  const state = (): BreakerState => {
    if (openUntil === undefined) return 'closed';
    return clock.now() < openUntil ? 'open' : 'half-open';
  };
  const close = (): void => {
    failures = 0;
    openUntil = undefined;
    isTrying = false;
  };

  return {
    state,
    opened: () => opened,
    admits() {
      const now = state();
      if (now === 'closed') return true;
      if (now === 'open' || isTrying) return false;
      isTrying = true;
      return true;
    },
    wait: () => Math.max(0, (openUntil ?? 0) - clock.now()),
    succeed: close,
    fail() {
      failures += 1;
      const isTried = isTrying;
      isTrying = false;
      // Answers to what was under way when it opened do not prolong the pause.
      if (state() === 'open') return;
      if (!isTried && failures < readSettings().failures) return;
      openUntil = clock.now() + readSettings().pauseMs;
      opened += 1;
    },
    reset: close,
  };
}
