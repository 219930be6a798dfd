import { describe, expect, it } from 'vitest';
import {
  anyOf,
  arrayOf,
  checkAnything,
  checkBoolean,
  checkInteger,
  checkNull,
  checkNumber,
  checkObject,
  checkString,
  literal,
  mapOf,
  nullable,
  objectOf,
  propertiesOf,
  required,
  type Check,
} from '../../src/runtime/checks.js';
import type { Problem } from '../../src/runtime/problems.js';

/** What a check reports of a value that stands at `body.value`. */
function problemsOf(check: Check, value: unknown): Problem[] {
  const problems: Problem[] = [];
  check(value, 'body', '.value', problems);
  return problems;
}

const at = (path: string, expected: string, found: string): Problem => ({ path, expected, found });

interface Case {
  readonly name: string;
  readonly check: Check;
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
}

describe.each<Case>([
  { name: 'string', check: checkString, good: ['', 'a'], bad: [1, null, {}] },
  { name: 'number', check: checkNumber, good: [0, 1.5, -1], bad: ['1', null, true] },
  { name: 'integer', check: checkInteger, good: [0, -1, 1e3], bad: [1.5, '1', null] },
  { name: 'boolean', check: checkBoolean, good: [true, false], bad: [0, 'true', null] },
  { name: 'null', check: checkNull, good: [null], bad: [0, '', {}] },
  { name: 'object', check: checkObject, good: [{}, { a: 1 }], bad: [[], null, 'a'] },
])('the check for $name', ({ name, check, good, bad }) => {
  it.each(good.map((value) => ({ value })))('lets $value through', ({ value }) => {
    expect(problemsOf(check, value)).toEqual([]);
  });

  it.each(bad.map((value) => ({ value })))('reports $value', ({ value }) => {
    expect(problemsOf(check, value)).toEqual([at('body.value', name, expect.any(String) as string)]);
  });

  it('says nothing of a value that is absent', () => {
    expect(problemsOf(check, undefined)).toEqual([]);
  });
});

describe('a check', () => {
  it('for anything lets everything through', () => {
    expect([undefined, null, 1, 'a', [], {}].flatMap((value) => problemsOf(checkAnything, value))).toEqual(
      [],
    );
  });

  it('for presence reports what is absent, once, and passes on the rest', () => {
    const check = required('string', checkString);
    expect(problemsOf(check, undefined)).toEqual([at('body.value', 'string', 'nothing')]);
    expect(problemsOf(check, null)).toEqual([at('body.value', 'string', 'null')]);
    expect(problemsOf(check, '')).toEqual([]);
  });

  it('for properties looks at them where the object stands', () => {
    const check = objectOf((value, path, problems) => checkString(value['a'], path, '.a', problems));
    expect(problemsOf(check, { a: 1, b: 1 })).toEqual([at('body.value.a', 'string', 'number')]);
    expect(problemsOf(check, ['a'])).toEqual([at('body.value', 'object', 'array')]);
    expect(problemsOf(check, undefined)).toEqual([]);
  });

  it('for properties of what need not be an object says nothing of anything else', () => {
    const check = propertiesOf((value, path, problems) => checkString(value['a'], path, '.a', problems));
    expect(problemsOf(check, { a: 1 })).toEqual([at('body.value.a', 'string', 'number')]);
    expect([[], 'a', null, undefined].flatMap((value) => problemsOf(check, value))).toEqual([]);
  });

  it('for literals names them to the reader', () => {
    expect(problemsOf(literal('A', 1, null), 'B')).toEqual([at('body.value', '"A" or 1 or null', 'string')]);
    expect(problemsOf(literal('A', 1, null), null)).toEqual([]);
    expect(problemsOf(literal('1'), 1)).toEqual([at('body.value', '"1"', 'number')]);
  });

  it('for a list looks at every item and says which it is', () => {
    expect(problemsOf(arrayOf(checkString), ['a', 1, 'b', null])).toEqual([
      at('body.value[1]', 'string', 'number'),
      at('body.value[3]', 'string', 'null'),
    ]);
    expect(problemsOf(arrayOf(checkString), { 0: 'a' })).toEqual([at('body.value', 'array', 'object')]);
  });

  it('for a map looks at every entry and quotes its key', () => {
    expect(problemsOf(mapOf(checkString), { ok: 'a', 'b"c': 1 })).toEqual([
      at('body.value["b\\"c"]', 'string', 'number'),
    ]);
    expect(problemsOf(mapOf(checkString), ['a'])).toEqual([at('body.value', 'object', 'array')]);
  });

  it('that is nullable lets null through and passes on the rest', () => {
    expect(problemsOf(nullable(checkString), null)).toEqual([]);
    expect(problemsOf(nullable(checkString), 1)).toEqual([at('body.value', 'string', 'number')]);
  });

  it('for any of several reports once, when none is satisfied', () => {
    const check = anyOf('string or list of numbers', checkString, arrayOf(checkNumber));
    expect(problemsOf(check, 'a')).toEqual([]);
    expect(problemsOf(check, [1])).toEqual([]);
    expect(problemsOf(check, ['a', 'b'])).toEqual([at('body.value', 'string or list of numbers', 'array')]);
  });
});
