import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLonger, isSameJson, isShorter, jsonText } from '../../src/runtime/json-value.js';
import { propertyRuns } from '../support/property-runs.js';

describe('two JSON values are the same', () => {
  it.each([
    [0, -0],
    [1, 1.0],
    ['a', 'a'],
    [null, null],
    [
      { a: 1, b: [2] },
      { b: [2], a: 1 },
    ],
    [[], []],
  ])('%j and %j', (one, other) => {
    expect(isSameJson(one, other)).toBe(true);
  });

  it.each([
    [1, '1'],
    [0, false],
    [0, null],
    [null, {}],
    [[], {}],
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: 1 }, { a: 1, b: null }],
    ['\u00e9', 'e\u0301'],
  ])('not %j and %j', (one, other) => {
    expect(isSameJson(one, other)).toBe(false);
  });

  it('whenever their texts are', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(isSameJson(one, JSON.parse(JSON.stringify(one)))).toBe(true);
        expect(isSameJson(one, other)).toBe(jsonText(one) === jsonText(other));
      }),
      { numRuns: propertyRuns },
    );
  });
});

it('a text is as long as its characters are many, of however many units each is', () => {
  const lengthOf = (text: string) =>
    Array.from({ length: 12 }, (_, count) => count).find(
      (count) => !isShorter(text, count) && !isLonger(text, count),
    );

  expect(['', 'ab', '🙂🙂', '👩‍👩‍👧', 'aaaaaaa🙂'].map(lengthOf)).toEqual([0, 2, 2, 5, 8]);
});
