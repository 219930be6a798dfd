/** Time, and what is done later. Tests pass one that they move by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  after(milliseconds: number, action: () => void): void;
  /** How much is still to be done. */
  pending(): number;
  /** Forgets all that was to be done later. */
  stop(): void;
}

export function createClock(): Clock {
  const timers = new Set<NodeJS.Timeout>();
  return {
    now: () => Date.now(),
    after(milliseconds, action) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        action();
      }, milliseconds);
      timers.add(timer);
    },
    pending: () => timers.size,
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
