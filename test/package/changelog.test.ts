import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
// @ts-expect-error What releases is JavaScript.
import * as folding from '../../scripts/fold-changelog.js';
import { root, run } from './install-packed.js';

const foldChangelog: (text: string) => string = folding.foldChangelog;

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinch-webhooks-changelog-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('makes one text of changesets, and keeps what was before', async () => {
  await writeClone({
    'package.json': '{ "name": "sinch-webhooks", "version": "0.1.0" }\n',
    'CHANGELOG.md': '# Changelog\n\n## 0.1.0\n\nThe first.\n',
    '.changeset/mends.md': "---\n'sinch-webhooks': patch\n---\n\nIt mends `that`.\n",
    '.changeset/adds.md': "---\n'sinch-webhooks': minor\n---\n\nIt adds a thing,\nin two lines.\n",
    '.changeset/nothing.md': '---\n---\n',
  });

  await run(process.execPath, [join(root, 'node_modules/@changesets/cli/bin.js'), 'version'], {
    cwd: folder,
  });
  await run(process.execPath, [join(root, 'scripts/fold-changelog.js')], { cwd: folder });

  expect(await readFile(join(folder, 'CHANGELOG.md'), 'utf8')).toBe(
    '# Changelog\n\n## 0.2.0\n\nIt adds a thing,\nin two lines.\n\nIt mends `that`.\n\n## 0.1.0\n\nThe first.\n',
  );
  expect(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))).toMatchObject({
    version: '0.2.0',
  });
  expect((await readdir(join(folder, '.changeset'))).toSorted()).toEqual(['changelog.cjs', 'config.json']);
});

it('takes the headings of the newest version alone, and comes to the same when it is run again', () => {
  const older = '## 0.1.0\n\n### Minor Changes\n\nThe first.\n';
  const once = foldChangelog(`# Changelog\n\n## 0.2.0\n\n### Minor Changes\n\nA line.\n\n${older}`);

  expect(once).toBe(`# Changelog\n\n## 0.2.0\n\nA line.\n\n${older}`);
  expect(foldChangelog(once)).toBe(once);
});

it('every changeset is of this package, and a sentence', async () => {
  const names = (await readdir(join(root, '.changeset'))).filter(
    (name) => name.endsWith('.md') && name !== 'README.md',
  );
  for (const name of names) {
    const text = await readFile(join(root, '.changeset', name), 'utf8');
    const { kind, summary } = /^---\n(?<kind>.*)---\n(?<summary>.*)$/s.exec(text)?.groups ?? {};

    expect(kind, name).toMatch(/^$|^'sinch-webhooks': (patch|minor|major)\n$/);
    if (kind !== '') expect(summary?.trim(), name).toMatch(/^[^-*#\s].*[.:]$/s);
  }
});

it('what is not released stands in changesets alone', async () => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const [, newest] = (await readFile(join(root, 'CHANGELOG.md'), 'utf8')).split(/^## /m);

  expect(newest).toMatch(new RegExp(`^${version}\\n`));
});

/** A repository with these files and this one's way to make a changelog. */
async function writeClone(files: Readonly<Record<string, string>>): Promise<void> {
  await cp(join(root, '.changeset'), join(folder, '.changeset'), {
    recursive: true,
    filter: (path) => !path.endsWith('.md'),
  });
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  const author = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
  await run('git', ['init', '--quiet', '--initial-branch', 'main'], { cwd: folder });
  await run('git', ['add', '--all'], { cwd: folder });
  await run('git', [...author, 'commit', '--quiet', '--message', 'A clone'], { cwd: folder });
}
