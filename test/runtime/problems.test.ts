import { describe, expect, it } from 'vitest';
import { isRecord, report, type Problem } from '../../src/runtime/problems.js';

describe('a problem', () => {
  it.each([
    [undefined, 'nothing'],
    [null, 'null'],
    [[], 'array'],
    [{}, 'object'],
    ['a secret', 'string'],
    [1, 'number'],
  ])('tells the type of %j, never the value', (value, found) => {
    const problems: Problem[] = [];
    report(problems, '.message.id', 'string', value);
    expect(problems).toEqual([{ path: 'message.id', expected: 'string', found }]);
  });

  it('of the body itself has an empty path', () => {
    const problems: Problem[] = [];
    report(problems, '', 'object', []);
    expect(problems).toEqual([{ path: '', expected: 'object', found: 'array' }]);
  });
});

it('a record is an object that is neither null nor a list', () => {
  expect([{}, { a: 1 }].every(isRecord)).toBe(true);
  expect([null, undefined, [], 'a', 1].some(isRecord)).toBe(false);
});
