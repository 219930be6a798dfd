import { describe, expect, it } from 'vitest';
import { ulid } from '../../src/send/ulid.js';

describe('ulid', () => {
  it('begins with the time, as the specification of ULID encodes it', () => {
    expect(ulid(1469918176385).slice(0, 10)).toBe('01ARYZ6S41');
    expect(ulid(0).slice(0, 10)).toBe('0000000000');
    expect(ulid(2 ** 48 - 1).slice(0, 10)).toBe('7ZZZZZZZZZ');
  });

  it('has 26 characters of the base 32 alphabet and never repeats', () => {
    const ids = Array.from({ length: 2000 }, () => ulid(1469918176385));
    for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('sorts by time', () => {
    expect(ulid(1000) < ulid(1001)).toBe(true);
  });
});
