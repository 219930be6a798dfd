import { describe, expect, it } from 'vitest';
import { isNearlyFull } from '../../src/runtime/redis-memory.js';

describe('the memory of Redis', () => {
  it.each([
    ['has no bound', 1_000_000, 0, false],
    ['has room', 899, 1_000, false],
    ['is nearly full', 900, 1_000, true],
    ['is over its bound', 1_200, 1_000, true],
  ])('%s', (_case, used, bound, expected) => {
    const info = `# Memory\r\nused_memory:${used}\r\nused_memory_human:1K\r\nmaxmemory:${bound}\r\nmaxmemory_human:1K\r\n`;
    expect(isNearlyFull(info)).toBe(expected);
  });

  it('is taken for enough where the server says nothing of it', () => {
    expect(isNearlyFull('')).toBe(false);
  });
});
