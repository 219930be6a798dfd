import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { applyPlan } from '../../src/project/apply.js';
import { manifestPath } from '../../src/project/manifest.js';
import { temporaryFolder } from './temporary-folder.js';

const manifest = '{ "schema": 1 }\n';

it('carries out each action, and writes the manifest', async () => {
  const folder = await temporaryFolder({ 'a.txt': 'old', 'b.txt': 'old', 'c.txt': 'mine', 'd.txt': 'old' });

  await applyPlan(
    folder,
    [
      { path: 'src/deep/new.txt', action: 'created', content: 'new' },
      { path: 'a.txt', action: 'updated', content: 'new' },
      { path: 'b.txt', action: 'unchanged', content: undefined },
      { path: 'c.txt', action: 'kept', content: undefined },
      { path: 'd.txt', action: 'deleted', content: undefined },
    ],
    manifest,
  );

  expect(await contentsOf(folder)).toEqual({
    [manifestPath]: manifest,
    'src/deep/new.txt': 'new',
    'a.txt': 'new',
    'b.txt': 'old',
    'c.txt': 'mine',
  });
});

it('makes the folder when it is not there', async () => {
  const folder = join(await temporaryFolder(), 'my', 'receiver');

  await applyPlan(folder, [{ path: 'a.txt', action: 'created', content: 'new' }], manifest);

  expect(await contentsOf(folder)).toEqual({ [manifestPath]: manifest, 'a.txt': 'new' });
});

it('does not touch a file that stays as it is', async () => {
  const folder = await temporaryFolder({ 'a.txt': 'same' });
  const before = await stat(join(folder, 'a.txt'));

  await applyPlan(folder, [{ path: 'a.txt', action: 'unchanged', content: undefined }], manifest);

  expect((await stat(join(folder, 'a.txt'))).mtimeMs).toBe(before.mtimeMs);
});

it('says so when the folder cannot be written, and writes no manifest', async () => {
  const folder = await temporaryFolder({ 'a.txt': 'a file where a folder should be' });

  await expect(
    applyPlan(folder, [{ path: 'a.txt/b.txt', action: 'created', content: 'new' }], manifest),
  ).rejects.toMatchObject({ code: 'FOLDER_UNUSABLE' });
  expect(await contentsOf(folder)).toEqual({ 'a.txt': 'a file where a folder should be' });
});

async function contentsOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(
    files.map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'utf8')]),
  );
  return Object.fromEntries(contents) as Record<string, string>;
}
