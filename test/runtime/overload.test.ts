import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOverloadGuard } from '../../src/runtime/overload.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the guard of a server', () => {
  it('has room up to the most requests in flight', () => {
    const hasRoom = createOverloadGuard(2);
    expect([0, 1, 2, 3].map(hasRoom)).toEqual([true, true, false, false]);
  });

  it('has none while timers come late again and again, and has it again when they do not', () => {
    let now = 0;
    const hasRoom = createOverloadGuard(2, () => now);
    const sample = (milliseconds: number): boolean => {
      now += milliseconds;
      vi.advanceTimersByTime(100);
      return hasRoom(0);
    };
    expect([100, 5_000, 150, 700].map(sample)).toEqual([true, true, true, true]);
    expect([700, 700, 100].map(sample)).toEqual([false, false, true]);
  });
});
