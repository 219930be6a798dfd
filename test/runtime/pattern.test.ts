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
    const email = '^[^@]+@[^@]+[.][^@]+$';

    expect([matchesPattern('^[a-z]{1}$', long), matchesPattern('^\\d+$', long)]).toEqual([false, false]);
    expect(matchesPattern('abc', long)).toBe(false);
    expect(matchesPattern(email, long.slice(0, 100))).toBe(false);
    expect(matchesPattern(email, long)).toBeUndefined();
    expect(matchesPattern('^(?:a*?[*+?{]a*){2}[+]?$', long.slice(0, 500))).toBeUndefined();
  });
});
