import { describe, expect, it } from 'vitest';
import { matchesPattern } from '../../src/runtime/pattern.js';

describe('a pattern', () => {
  it('is found anywhere in a text, by characters of Unicode', () => {
    expect(matchesPattern('b', 'abc')).toBe(true);
    expect(matchesPattern('^.$', '🙂')).toBe(true);
    expect(matchesPattern('^\\p{L}+$', 'שלום')).toBe(true);
    expect(matchesPattern('^a$', 'ab')).toBe(false);
  });

  it('is not tried on a text too long for the number of its repetitions', () => {
    const long = 'a'.repeat(100_000);

    expect(matchesPattern('^[a-z]{1}$', long)).toBeUndefined();
    expect(matchesPattern('^abc', long)).toBe(false);
    expect(matchesPattern('^[^@]+@[^@]+[.][^@]+$', long.slice(0, 64))).toBe(false);
    expect(matchesPattern('^[^@]+@[^@]+[.][^@]+$', long)).toBeUndefined();
  });
});
