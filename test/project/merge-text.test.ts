import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeText } from '../../src/project/merge-text.js';
import { watchProcessor } from '../support/processor-time.js';
import { propertyRuns } from '../support/property-runs.js';
import { temporaryFolder } from './temporary-folder.js';

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
    [
      'a paragraph the user added above a line we changed',
      'mine\n\nadded\n\ntwo\n\nthree\n',
      'one\n\nours\n\nthree\n',
      'mine\n\nadded\n\nours\n\nthree\n',
    ],
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

const hasGit = spawnSync('git', ['--version']).status === 0;

describe.skipIf(!hasGit)('next to "git merge-file"', () => {
  it('merges whatever that merges, into the same text', async () => {
    const folder = await temporaryFolder();
    // The texts are the same in every run: where most lines are alike, the two may choose another of them.
    const runs = { numRuns: 300, seed: 1 };
    let merges = 0;
    await fc.assert(
      fc.asyncProperty(paragraphs, fc.array(edit, { minLength: 2, maxLength: 6 }), async (base, edits) => {
        const edited = (side: number) =>
          edits.filter((_edit, index) => index % 2 === side).reduce(apply, base);
        const texts = { base, mine: edited(0), theirs: edited(1) };
        const merged = await gitMerge(folder, texts);
        if (merged === undefined) return;
        merges += 1;
        expect(mergeText(texts)).toBe(merged);
      }),
      runs,
    );
    expect(merges).toBeGreaterThan(100);
  });
});

describe('long texts', () => {
  const lines = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');

  it.each([
    ['of equal lines', lines(5_000, () => ''), lines(5_001, () => ''), lines(4_999, () => '')],
    [
      'of equal lines with others at both ends',
      lines(5_000, () => ''),
      `mine\n${lines(5_000, () => '')}`,
      `${lines(5_000, () => '')}ours\n`,
    ],
    [
      'with no line in common',
      lines(5_000, (index) => `a${index}`),
      lines(5_000, (index) => `b${index}`),
      lines(5_000, (index) => `c${index}`),
    ],
    [
      'with every other line in common',
      lines(5_000, (index) => (index % 2 === 0 ? '' : `a${index}`)),
      lines(5_000, (index) => (index % 2 === 0 ? '' : `b${index}`)),
      lines(5_000, (index) => (index % 3 === 0 ? '' : `c${index}`)),
    ],
    ['that changed throughout', ...([0, 1, 2] as const).map((side) => everyTenth(side))],
  ] as [string, string, string, string][])('take a second or two: %s', (_what, base, mine, theirs) => {
    const worked = watchProcessor();
    mergeText({ base, mine, theirs });
    expect(worked()).toBeLessThan(6_000);
  });

  function everyTenth(side: number): string {
    return lines(5_000, (index) => (side > 0 && index % 10 === side * 4 ? `${side}` : `line ${index}`));
  }
});

const line = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constant('}') },
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 9_999 }).map((id) => `line ${id}`) },
);

const paragraphs = fc
  .array(line, { minLength: 4, maxLength: 24 })
  .map((list) => list.map((text) => `${text}\n`).join(''));

const edit = fc.record({
  place: fc.nat(24),
  removed: fc.nat(2),
  added: fc.array(line, { maxLength: 3 }),
});

function apply(text: string, { place, removed, added }: { place: number; removed: number; added: string[] }) {
  const lines = text.split('\n').slice(0, -1);
  lines.splice(place, removed, ...added);
  return lines.map((kept) => `${kept}\n`).join('');
}

/** `undefined` where it finds a conflict. */
async function gitMerge(
  folder: string,
  texts: { base: string; mine: string; theirs: string },
): Promise<string | undefined> {
  const paths = { base: join(folder, 'base'), mine: join(folder, 'mine'), theirs: join(folder, 'theirs') };
  for (const side of ['base', 'mine', 'theirs'] as const) await writeFile(paths[side], texts[side]);
  const git = spawnSync('git', ['merge-file', '-p', paths.mine, paths.base, paths.theirs], {
    encoding: 'utf8',
  });
  return git.status === 0 ? git.stdout : undefined;
}
