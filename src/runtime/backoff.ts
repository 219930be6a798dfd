export interface RetrySettings {
  /** How often a handler is called for one event before the event is dead. */
  readonly attempts: number;
  readonly minDelaySeconds: number;
  readonly maxDelaySeconds: number;
}

/**
 * Milliseconds to wait after an attempt that failed: any time up to a bound, so that what failed together does not
 * come back together. The bound grows evenly from the least delay after the first attempt to the greatest before
 * the last. `attempt` counts from 1.
 */
export function retryDelay(
  attempt: number,
  settings: RetrySettings,
  random: () => number = Math.random,
): number {
  const { attempts, minDelaySeconds, maxDelaySeconds } = settings;
  const steps = Math.max(attempts - 2, 1);
  const bound =
    minDelaySeconds * (maxDelaySeconds / minDelaySeconds) ** (Math.min(attempt - 1, steps) / steps);
  return Math.round(random() * bound * 1000);
}
