import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { renderDiff, type FileChange } from '../../src/project/unified-diff.js';
import { readTree, type Tree } from '../project/faults/tree.js';

/** The tree that `git apply` makes of another with the diff of a dry run. */
export function applyDiff(tree: Tree, changes: readonly FileChange[], beside: string): Tree {
  const diff = renderDiff(changes);
  if (diff === '') return tree;
  const copy = mkdtempSync(join(beside, 'copy-'));
  for (const [path, content] of tree) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), content, 'latin1');
  }
  // Where a repository lies above, its paths would be meant.
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: beside };
  const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn'], {
    cwd: copy,
    input: diff,
    env,
  });
  expect(String(stderr)).toBe('');
  expect(status).toBe(0);
  const applied = readTree(copy);
  rmSync(copy, { recursive: true });
  return applied;
}
