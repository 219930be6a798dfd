import { describe, expect, it } from 'vitest';
import { retryDelay } from '../../src/runtime/backoff.js';

const settings = { attempts: 8, minDelaySeconds: 1, maxDelaySeconds: 900 };

describe('the delay before a retry', () => {
  it('is any time up to a bound that grows from the least delay to the greatest', () => {
    const bounds = [1, 2, 3, 4, 5, 6, 7].map((attempt) => retryDelay(attempt, settings, () => 1));
    expect(bounds[0]).toBe(1_000);
    expect(bounds[6]).toBe(900_000);
    expect(bounds.toSorted((a, b) => a - b)).toEqual(bounds);
    expect(retryDelay(7, settings, () => 0)).toBe(0);
    expect(retryDelay(7, settings, () => 0.5)).toBe(450_000);
  });

  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
  ])('is within its bounds for %i attempts', (attempts, attempt) => {
    const delay = retryDelay(attempt, { ...settings, attempts }, () => 1);
    expect(delay).toBeGreaterThanOrEqual(1_000);
    expect(delay).toBeLessThanOrEqual(900_000);
  });
});
