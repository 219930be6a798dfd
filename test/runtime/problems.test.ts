import { describe, expect, it } from 'vitest';
import { checkString, mapOf } from '../../src/runtime/checks.js';
import { describeProblem, isRecord, report, type Problem } from '../../src/runtime/problems.js';

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

describe('a problem in a line of a log', () => {
  it.each([
    ['', 'body'],
    ['message.id', 'message.id'],
    ['list[3].id', 'list[3].id'],
    ['a["447700900123"].b["x"][0]', 'a[*].b[*][0]'],
  ])('stands at %j as %j', (path, shown) => {
    expect(describeProblem({ path, expected: 'string', found: 'null' })).toBe(
      `${shown}: expected string, found null`,
    );
  });

  it.each([
    '447700900123',
    '"',
    '\\',
    '\\"',
    '"]',
    '"].b["',
    '\\"]["',
    '[*]',
    '\n',
    '\u2028',
    ']',
    '',
    '日本',
  ])('has nothing of the key %j, which came over the wire', (key) => {
    const problems: Problem[] = [];
    mapOf(checkString)({ [key]: 1 }, 'message', '.tags', problems);
    expect(problems.map(({ path }) => path)).toEqual([`message.tags[${JSON.stringify(key)}]`]);
    expect(problems.map(describeProblem)).toEqual(['message.tags[*]: expected string, found number']);
  });
});

it('a record is an object that is neither null nor a list', () => {
  expect([{}, { a: 1 }].every(isRecord)).toBe(true);
  expect([null, undefined, [], 'a', 1].some(isRecord)).toBe(false);
});
