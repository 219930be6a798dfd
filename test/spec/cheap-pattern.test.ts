import { describe, expect, it } from 'vitest';
import { isCheapPattern } from '../../src/spec/cheap-pattern.js';

describe('a pattern is used', () => {
  it.each([
    '^[A-Z]{2}$',
    '^\\+[1-9]\\d{1,14}$',
    '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
    '^[a-z]+(-[a-z]+)*$',
    '^(ab|c)+$',
    '^https?://',
    '\\p{L}+',
    '^(?:[^@]+)@(?:[^@]+)$',
    '',
  ])('where it cannot run away: %s', (source) => {
    expect(isCheapPattern(source)).toBe(true);
  });

  it.each([
    ['repeats what repeats', '^(a+)+$'],
    ['repeats what may be nothing', '(a*)*'],
    ['repeats alternatives that can both match', '^(a|a)*$'],
    ['repeats alternatives of which one begins the other', '^(a|ab)*$'],
    ['repeats parts that its separator can be in', '^(.-[a-z-]+)*$'],
    ['repeats a word that a space may follow', '^(\\w+\\s?)*$'],
    ['repeats classes that share characters', '^(\\d|\\w)+$'],
    ['repeats alternatives within alternatives', '^((a|b)|b)*c$'],
    ['repeats two repetitions', '(x+x+)+y'],
    ['repeats alternatives of which one may end as another begins', '^(ab*|b)*$'],
    ['repeats alternatives of which one may end as another begins, in another form', '^(?:ab?|b)*$'],
    ['has more than four parts of several lengths', '^a*a*a*a*a*$'],
    ['has many parts that may be missing', `^${'a?'.repeat(30)}$`],
    ['has groups in groups in groups', `${'('.repeat(30)}a*a${')'.repeat(30)}+`],
    ['refers back', '^(a*)\\1$'],
    ['looks ahead', '^(?=.*a)(?=.*b)'],
    ['is no regular expression', '('],
    ['is no regular expression of Unicode', '\\-'],
    ['is long', 'a'.repeat(1_001)],
  ])('not where it %s', (_what, source) => {
    expect(isCheapPattern(source)).toBe(false);
  });
});
