import { chmod, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/project/staging.js';
import { applyChanges } from '../../src/project/transaction.js';
import { openWorkspace } from '../../src/project/workspace.js';
import { describeNeeding } from '../support/describe-needing.js';
import { treeOf } from '../support/tree.js';
import { temporaryFolder } from './temporary-folder.js';

describe('a change', () => {
  it('writes, replaces and deletes, and leaves no empty folder', async () => {
    const folder = await temporaryFolder({ 'a.txt': 'old', 'deep/er/b.txt': 'old', 'c.txt': 'mine' });

    await apply(folder, [
      { path: 'src/deep/new.txt', content: 'new' },
      { path: 'a.txt', content: 'new' },
      { path: 'deep/er/b.txt', content: undefined },
    ]);

    expect(await treeOf(folder)).toEqual({ 'src/deep/new.txt': 'new', 'a.txt': 'new', 'c.txt': 'mine' });
    await expect(stat(join(folder, 'deep'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('does not touch a file that is as it should be', async () => {
    const folder = await temporaryFolder({ 'a.txt': 'same', 'b.txt': 'old' });
    const before = await stat(join(folder, 'a.txt'));

    await apply(folder, [
      { path: 'a.txt', content: 'same' },
      { path: 'b.txt', content: 'new' },
    ]);

    expect(await stat(join(folder, 'a.txt'))).toMatchObject({ mtimeMs: before.mtimeMs, ino: before.ino });
  });

  describeNeeding('posix', 'leaves a file', () => {
    it.each([
      ['read-only', 0o444],
      ['executable', 0o755],
      ['its owner’s alone', 0o600],
    ])('%s', async (_mode, mode) => {
      const folder = await temporaryFolder({ 'a.txt': 'old' });
      await chmod(join(folder, 'a.txt'), mode);

      await apply(folder, [{ path: 'a.txt', content: 'new' }]);

      expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('new');
      expect((await stat(join(folder, 'a.txt'))).mode & 0o777).toBe(mode);
    });
  });

  it('is refused outside the folder', async () => {
    const folder = await temporaryFolder();

    await expect(apply(folder, [{ path: '../x', content: 'new' }])).rejects.toMatchObject({
      code: 'UNSAFE_PATH',
    });
    expect(await treeOf(folder)).toEqual({});
  });
});

function apply(directory: string, changes: readonly Change[]): Promise<void> {
  return applyChanges(openWorkspace({ directory }), changes);
}
