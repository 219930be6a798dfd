import { describe, expect, it } from 'vitest';
import { readTree } from '../../src/spec/syntax.js';
import { watchProcessor } from '../support/processor-time.js';
import { failureOf, specText } from './spec-text.js';

const read = (text: string) => readTree(specText(text));

describe('readTree', () => {
  it('reads YAML 1.2, where yes is text and an alias is what it names', () => {
    expect(read('a: &a {yes: no}\nb: *a\n200: null').root).toEqual({
      a: { yes: 'no' },
      b: { yes: 'no' },
      200: null,
    });
  });

  it('reads JSON', () => {
    expect(read('{"a": [1, true, "\\u00e9"]}').root).toEqual({ a: [1, true, 'é'] });
  });

  it('shows the first error alone, with the lines around it', async () => {
    const failure = await failureOf(() => read('asyncapi: 3.0.0\ninfo: a: b\nother: [\n'));
    expect(failure.code).toBe('SPEC_SYNTAX');
    expect(failure.message).toBe('sinch.yaml:2:7 Nested mappings are not allowed in compact mappings.');
    expect(failure.details).toEqual([
      '  1 | asyncapi: 3.0.0',
      '> 2 | info: a: b',
      '    |       ^',
      '  3 | other: [',
      '  4 |',
    ]);
    expect(failure.help).toContain('Correct the YAML or JSON');
  });

  it.each([
    ['an unclosed brace in JSON', '{\n  "a": {"b": 1,\n', '3:1 This map is not closed with }'],
    ['a list without its end in JSON', '{"a": [1, 2}', '1:12 This list is not closed with ]'],
    ['a missing comma in JSON', '{"a": 1 "b": 2}', '1:7 A comma is missing'],
    ['a tab as indent', 'a:\n\tb: 1', '2:1 Tabs'],
    ['a key that stands twice', 'a: 1\nb: 2\na: 3', '3:1 The key "a" stands twice'],
    ['a tag that would run code', 'a: !!js/function "x"', '1:4 Unresolved tag'],
    ['an alias without an anchor', 'a: 1\nb: *c', '2:4 The alias *c'],
    ['a merge key', 'a: &a {b: 1}\nc:\n  <<: *a', '3:3 The merge key'],
    ['a key that is a map', '? {a: 1}\n: b', '1:'],
    ['a second document', 'a: 1\n---\nb: 2', '2:1 A second document'],
  ])('refuses %s', async (_what, text, place) => {
    const failure = await failureOf(() => read(text));
    expect(failure.code).toBe('SPEC_SYNTAX');
    expect(failure.message).toContain(`sinch.yaml:${place}`);
    expect(failure.help).not.toBe('');
  });

  it.each([
    ['only comments', '# later\n'],
    ['a document marker alone', '---\n'],
    ['null', 'null'],
  ])('calls %s empty', async (_what, text) => {
    expect(await failureOf(() => read(text))).toMatchObject({ code: 'SPEC_EMPTY' });
  });

  it('refuses the key __proto__, however it is spelt', async () => {
    const failure = await failureOf(() => read('a:\n  "__\\u0070roto__": {}'));
    expect(failure).toMatchObject({ code: 'SPEC_INVALID' });
    expect(failure.message).toContain('sinch.yaml:2:3');
  });

  it.each([
    ['aliases of aliases', 'SPEC_TOO_MANY_ALIASES', aliasBomb()],
    [
      'aliases of a long text',
      'SPEC_TOO_MANY_ALIASES',
      `a: &a ${'x'.repeat(1_000_000)}\nb: [${'*a, '.repeat(11)}]`,
    ],
    [
      'aliases of a long key',
      'SPEC_TOO_MANY_ALIASES',
      `a: &a { ? ${'x'.repeat(1_000)} : 1 }\nb: [${'*a, '.repeat(5_000)}]`,
    ],
    ['an alias of what it stands in', 'SPEC_TOO_DEEP', 'a: &a [*a]'],
    ['brackets in brackets', 'SPEC_TOO_DEEP', '['.repeat(100_000)],
    ['maps in maps', 'SPEC_TOO_DEEP', '{"a":'.repeat(100_000)],
    ['lists in lists on one line', 'SPEC_TOO_DEEP', '- '.repeat(100_000)],
    ['a million values', 'SPEC_TOO_MANY_NODES', `[${'1,'.repeat(1_000_000)}]`],
    ['millions of lines without a value', 'SPEC_TOO_MANY_NODES', '\n'.repeat(5_000_000)],
  ])('gives up %s within seconds', async (_what, code, text) => {
    const worked = watchProcessor();
    expect(await failureOf(() => read(text))).toMatchObject({ code });
    expect(worked()).toBeLessThan(8_000);
  });

  it('shows no control character of the document', async () => {
    const failure = await failureOf(() => read('a: b: \u001b]0;title\u0007\u202e'));
    expect([failure.message, ...failure.details].join('')).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

describe('placeOf', () => {
  const tree = read(
    [
      'channels:',
      '  one:',
      '    $ref: "#/components/two"',
      'components:',
      '  two:',
      '    title: 5',
      '    list:',
      '      - a',
    ].join('\n'),
  );

  it.each([
    ['a scalar by itself', ['components', 'two', 'title'], { line: 6, column: 12 }],
    ['a map by its key', ['components', 'two'], { line: 5, column: 3 }],
    ['an item by itself', ['components', 'two', 'list', 0], { line: 8, column: 9 }],
    ['a value behind a reference', ['channels', 'one', 'title'], { line: 6, column: 12 }],
    ['what surrounds a missing value', ['components', 'two', 'none', 'x'], { line: 5, column: 3 }],
  ])('finds %s', (_what, path, position) => {
    expect(tree.placeOf(path).at).toEqual(position);
  });
});

function aliasBomb(): string {
  const names = [...'abcdefghij'];
  return names
    .map((name, index) => `${name}: &${name} [${Array(9).fill(index === 0 ? 'x' : `*${names[index - 1]}`)}]`)
    .join('\n');
}
