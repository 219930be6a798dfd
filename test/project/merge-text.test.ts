import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeText } from '../../src/project/merge.js';
import { propertyRuns } from '../support/property-runs.js';

const base = 'one\n\ntwo\n\nthree\n';

describe('merging a text', () => {
  it.each([
    ['what only the user changed', 'one\n\nmine\n\nthree\n', base, 'one\n\nmine\n\nthree\n'],
    ['what only we changed', base, 'one\n\nours\n\nthree\n', 'one\n\nours\n\nthree\n'],
    ['both where they are apart', 'mine\n\ntwo\n\nthree\n', 'one\n\ntwo\n\nours\n', 'mine\n\ntwo\n\nours\n'],
    [
      'what both changed alike, once',
      'one\n\nnew\n\nthree\n',
      'one\n\nnew\n\nthree\n',
      'one\n\nnew\n\nthree\n',
    ],
    [
      'a line the user added at the end',
      `${base}\nmine\n`,
      'ours\n\ntwo\n\nthree\n',
      'ours\n\ntwo\n\nthree\n\nmine\n',
    ],
    ['lines the user removed', 'two\n\nthree\n', 'one\n\ntwo\n\nours\n', 'two\n\nours\n'],
    ['a last line without its end', 'one\n\ntwo\n\nthree', 'ours\n\ntwo\n\nthree\n', 'ours\n\ntwo\n\nthree'],
  ])('takes %s', (_what, mine, theirs, merged) => {
    expect(mergeText({ base, mine, theirs })).toBe(merged);
  });

  it.each([
    ['one line changed in two ways', 'one\n\nmine\n\nthree\n', 'one\n\nours\n\nthree\n'],
    ['a line the user changed and we removed', 'one\n\nmine\n\nthree\n', 'one\n\nthree\n'],
    ['two texts in one place', 'one\nmine\n\ntwo\n\nthree\n', 'one\nours\n\ntwo\n\nthree\n'],
    ['an empty file', '', 'ours\n\ntwo\n\nthree\n'],
  ])('gives up on %s', (_what, mine, theirs) => {
    expect(mergeText({ base, mine, theirs })).toBeUndefined();
  });

  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 8 })
    .map((lines) => lines.join('\n'));

  it('is the side that changed, when the other did not', () => {
    fc.assert(
      fc.property(text, text, (from, to) => {
        expect(mergeText({ base: from, mine: from, theirs: to })).toBe(to);
        expect(mergeText({ base: from, mine: to, theirs: from })).toBe(to);
      }),
      { numRuns: propertyRuns },
    );
  });

  it('loses no line that the user added', () => {
    fc.assert(
      fc.property(text, text, fc.nat(8), (from, to, place) => {
        const lines = from.split('\n');
        const mine = [...lines.slice(0, place), 'mine', ...lines.slice(place)].join('\n');
        const merged = mergeText({ base: from, mine, theirs: to });

        if (merged !== undefined) expect(merged.split('\n')).toContain('mine');
      }),
      { numRuns: propertyRuns },
    );
  });
});
