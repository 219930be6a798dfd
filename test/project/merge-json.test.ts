import { describe, expect, it } from 'vitest';
import { mergeJson } from '../../src/project/merge-json.js';

describe('merging package.json', () => {
  it('keeps what the user added, and brings what is new', () => {
    const base = { scripts: { build: 'tsc' }, dependencies: { fastify: '^5.0.0' } };
    const mine = {
      scripts: { build: 'tsc', lint: 'eslint .' },
      dependencies: { fastify: '^5.0.0', pg: '^8.0.0' },
      author: 'me',
    };
    const theirs = { scripts: { build: 'tsc', test: 'node --test' }, dependencies: { fastify: '^5.1.0' } };

    expect(merge({ base, mine, theirs })).toEqual({
      scripts: { build: 'tsc', test: 'node --test', lint: 'eslint .' },
      dependencies: { fastify: '^5.1.0', pg: '^8.0.0' },
      author: 'me',
    });
  });

  it('puts a new dependency where it is sorted in, among the user’s', () => {
    const base = { dependencies: { b: '1', z: '1' } };
    const mine = { dependencies: { a: '1', b: '1', m: '1', z: '1' } };
    const theirs = { dependencies: { b: '1', c: '1', z: '1' } };

    expect(keysOf(merge({ base, mine, theirs }), 'dependencies')).toEqual(['a', 'b', 'c', 'm', 'z']);
  });

  it('puts a new first key first, and several in the order they have', () => {
    const merged = merge({
      base: { m: 1 },
      mine: { m: 1, user: 1 },
      theirs: { a: 1, b: 1, m: 1, n: 1, o: 1 },
    });

    expect(Object.keys(merged)).toEqual(['a', 'b', 'm', 'n', 'o', 'user']);
  });

  it('keeps the order in which the user has the keys', () => {
    const merged = merge({ base: { a: 1, b: 1 }, mine: { b: 1, a: 1 }, theirs: { a: 2, b: 2 } });

    expect(Object.entries(merged)).toEqual([
      ['b', 2],
      ['a', 2],
    ]);
  });

  it.each([
    ['is the user’s where both changed it', { a: 1 }, { a: 2 }, { a: 3 }, { a: 2 }],
    ['is the user’s where both added it', {}, { a: 2 }, { a: 3 }, { a: 2 }],
    ['is the user’s where they changed it and we removed it', { a: 1 }, { a: 2 }, {}, { a: 2 }],
    ['stays removed where the user removed it and we changed it', { a: 1 }, {}, { a: 2 }, {}],
    ['stays removed where the user removed it', { a: 1 }, {}, { a: 1 }, {}],
    ['goes where we removed it', { a: 1 }, { a: 1 }, {}, {}],
    ['is a list as a whole', { a: ['x'] }, { a: ['x', 'mine'] }, { a: ['x', 'ours'] }, { a: ['x', 'mine'] }],
    [
      'is merged at any depth',
      { a: { b: { c: 1, d: 1 } } },
      { a: { b: { c: 2, d: 1 } } },
      { a: { b: { c: 1, d: 2 } } },
      { a: { b: { c: 2, d: 2 } } },
    ],
    ['is merged where both added an object', {}, { a: { b: 1 } }, { a: { c: 1 } }, { a: { c: 1, b: 1 } }],
    [
      'is the user’s where they made an object a text',
      { a: {} },
      { a: 'mine' },
      { a: { b: 1 } },
      { a: 'mine' },
    ],
    ['may be null', { a: 1 }, { a: null }, { a: 2 }, { a: null }],
    ['may be called anything', {}, JSON.parse('{ "__proto__": 1, "constructor": 2 }'), { a: 1 }, undefined],
  ])('a value %s', (_case, base, mine, theirs, merged) => {
    expect(JSON.stringify(merge({ base, mine, theirs }))).toBe(
      merged === undefined ? '{"a":1,"__proto__":1,"constructor":2}' : JSON.stringify(merged),
    );
  });

  it.each([
    ['two spaces', '  ', '\n'],
    ['four spaces', '    ', '\n'],
    ['tabs', '\t', '\n'],
    ['no line end behind it', '  ', ''],
  ])('leaves the user’s form: %s', (_form, indentation, end) => {
    const mine = `${JSON.stringify({ a: 1, mine: { b: true } }, null, indentation)}${end}`;
    const merged = mergeJson({ base: '{ "a": 1 }', mine, theirs: '{ "a": 2 }' });

    expect(merged).toBe(mine.replace('"a": 1', '"a": 2'));
  });

  it('leaves byte for byte what it does not change, also where a parser would not give it back', () => {
    const mine = `{
  "b": 1, "files": ["dist"],
  "1": { "x" : [ 1.0, 12345678901234567890 ] , "e": 1e3 },
  "caf\\u00e9": "\\/",

  "a": 1
}
`;
    expect(
      mergeJson({ base: '{ "a": 1, "b": 1 }', mine, theirs: '{ "a": 2, "b": 1, "c": { "d": [] } }' }),
    ).toBe(mine.replace('"a": 1', '"a": 2,\n  "c": {\n    "d": []\n  }'));
  });

  it.each([
    ['{}', '{\n  "c": 1\n}'],
    ['{ }', '{ "c": 1 }'],
    ['{"x":1}', '{"c":1,"x":1}'],
    ['{ "x": 1 }', '{ "c": 1, "x": 1 }'],
    ['{ "gone": 1, "x": 1 }', '{ "c": 1, "x": 1 }'],
    ['{\n\t"x": {}\n}', '{\n\t"c": 1,\n\t"x": {}\n}'],
    ['{\n    "gone": 1\n}', '{\n    "c": 1\n}'],
  ])('adds a key to %j in its form', (mine, merged) => {
    expect(mergeJson({ base: '{ "gone": 1 }', mine, theirs: '{ "c": 1 }' })).toBe(merged);
  });

  it('gives up where a key stands twice, in an object that both sides have', () => {
    const sides = { base: '{ "a": 1 }', theirs: '{ "a": 2, "s": { "x": 1 } }' };

    expect(mergeJson({ ...sides, mine: '{ "a": 1, "b": 1, "b": 2 }' })).toBeUndefined();
    expect(mergeJson({ ...sides, mine: '{ "a": 1, "s": { "b": 1, "b": 2 } }' })).toBeUndefined();
    expect(mergeJson({ ...sides, mine: '{ "a": 1, "t": { "b": 1, "b": 2 } }' })).toContain(
      '"t": { "b": 1, "b": 2 }',
    );
  });

  it.each(['', 'mine', '{ "a": 1, }', '// mine\n{}', '[]', '"mine"', 'null', '\ufeff{}'])(
    'gives up on %j, which is no JSON object',
    (mine) => {
      expect(mergeJson({ base: '{}', mine, theirs: '{ "a": 1 }' })).toBeUndefined();
    },
  );
});

function merge(sides: Record<'base' | 'mine' | 'theirs', unknown>): Record<string, unknown> {
  const [base = '', mine = '', theirs = ''] = [sides.base, sides.mine, sides.theirs].map((side) =>
    JSON.stringify(side, null, 2),
  );
  return JSON.parse(mergeJson({ base, mine, theirs }) ?? 'null') as Record<string, unknown>;
}

function keysOf(value: Record<string, unknown>, key: string): string[] {
  return Object.keys(value[key] as object);
}
