import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderDiff, type FileChange } from '../../src/project/unified-diff.js';
import { temporaryFolder } from './temporary-folder.js';

const changes: readonly (readonly [what: string, change: FileChange])[] = [
  ['a new file', { path: 'src/new.ts', before: undefined, after: 'a\nb\n' }],
  ['a new file without a line end', { path: 'a.txt', before: undefined, after: 'a' }],
  ['a new empty file', { path: 'empty', before: undefined, after: '' }],
  ['a deleted file', { path: 'src/deep/old.ts', before: 'a\nb\n', after: undefined }],
  ['a deleted empty file', { path: 'empty', before: '', after: undefined }],
  ['a changed file', { path: 'README.md', before: lines(20), after: lines(20).replace('line 9', 'ours') }],
  ['two changes far apart', { path: 'a', before: lines(40), after: `first\n${lines(40)}last\n` }],
  ['a file that was empty', { path: 'a', before: '', after: 'a\n' }],
  ['a file that becomes empty', { path: 'a', before: 'a\n', after: '' }],
  ['a line end that comes', { path: 'a', before: 'a\nb', after: 'a\nb\n' }],
  ['a line end that goes', { path: 'a', before: 'a\nb\n', after: 'a\nb' }],
  ['the line ends of Windows', { path: 'a', before: 'a\r\nb\r\nc\r\n', after: 'a\r\nB\r\nc\r\n' }],
  ['line ends alone', { path: 'a', before: 'a\nb\n', after: 'a\r\nb\r\n' }],
  ['a lone carriage return', { path: 'a', before: 'a\rb\n', after: 'a\rc\n' }],
  [
    'lines that read like a diff',
    { path: 'a', before: '--- a/x\n+++ b/x\n@@ -1 +1 @@\n', after: '-- \n++ \n' },
  ],
  ['names with dots and dashes', { path: '.a-b/--c.d_e.ts', before: 'a\n', after: 'b\n' }],
  ['other alphabets', { path: 'a', before: 'ä\u2028x\n', after: '日本\u2028x\n' }],
];

describe('git apply', () => {
  it.each(changes)('takes %s', async (_what, change) => {
    expect(await applied([change])).toEqual([change.after]);
  });

  it('takes all of them at once', async () => {
    const all = changes.map(([, change], index) => ({ ...change, path: `${index}/${change.path}` }));

    expect(await applied(all)).toEqual(all.map(({ after }) => after));
  });

  const text = fc.option(
    fc
      .array(fc.constantFrom('a', 'b', '', '\r', '+', '-', '\\', '\n'), { maxLength: 12 })
      .map((parts) => parts.join('\n')),
    { nil: undefined },
  );

  it('takes any change', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (before, after) => {
        fc.pre(before !== after);
        expect(await applied([{ path: 'src/a.ts', before, after }])).toEqual([after]);
      }),
      { numRuns: 40 },
    );
  });
});

it('says nothing of a file that stays as it is', () => {
  expect(renderDiff([{ path: 'a', before: 'a', after: 'a' }])).toBe('');
});

/** What the files are after `git apply` in a folder that has them as they are before. */
async function applied(list: readonly FileChange[]): Promise<(string | undefined)[]> {
  const folder = await temporaryFolder();
  const input = renderDiff(list);
  // Who does not read what is written to it may end before that is written.
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  for (const { path, before } of list) {
    if (before === undefined) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), before);
  }
  for (const flags of [['--check'], []])
    execFileSync('git', ['apply', ...flags, '-'], { cwd: folder, input, stdio: 'pipe' });
  return Promise.all(list.map(({ path }) => readFile(join(folder, path), 'utf8').catch(() => undefined)));
}

function lines(count: number): string {
  return Array.from({ length: count }, (_line, index) => `line ${index + 1}\n`).join('');
}
