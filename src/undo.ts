import { UserError } from './errors.js';
import { describeFailure } from './project/failure.js';
import type { FileSystem } from './project/file-system.js';
import { readUndo } from './project/last-run.js';
import { isToolPath } from './project/layout.js';
import { withLock } from './project/lock.js';
import { readManifest } from './project/state.js';
import { hashOfFile } from './project/steps.js';
import { applyChanges, recover } from './project/transaction.js';
import { openWorkspace } from './project/workspace.js';

export interface UndoOptions {
  readonly directory: string;
  readonly fileSystem?: FileSystem;
}

export interface UndoneFile {
  readonly path: string;
  readonly action: 'restored' | 'removed';
}

/**
 * Restores the tree as it was before the last run. Throws `NOTHING_TO_UNDO` where there was none, and `FILES_EDITED`
 * when a file that the run wrote has been edited since, for the edit would be lost; then nothing was changed.
 */
export async function undo(options: UndoOptions): Promise<UndoneFile[]> {
  const { directory } = options;
  const workspace = openWorkspace(options);
  try {
    if ((await readManifest(workspace)) === undefined) throw nothingToUndo(directory);
    return await withLock(workspace, async () => {
      await recover(workspace);
      const last = await readUndo(workspace);
      if (last === undefined) throw nothingToUndo(directory);
      const states = await Promise.all(last.steps.map(({ path }) => hashOfFile(workspace, path)));
      const edited = last.steps.filter(({ after }, index) => states[index] !== after);
      if (edited.length > 0) throw editedSince(edited.map(({ path }) => path));
      await applyChanges(workspace, last.changes, { isUndo: true });
      return last.steps
        .filter(({ path }) => !isToolPath(path))
        .map(({ path, before }) => ({ path, action: before === null ? 'removed' : 'restored' }));
    });
  } catch (error) {
    throw describeFailure(error, directory);
  }
}

function nothingToUndo(directory: string): UserError {
  return new UserError({
    code: 'NOTHING_TO_UNDO',
    message: `No run in ${directory} can be taken back`,
    help: 'Only the last run that changed something can be, and once; version control has the rest.',
  });
}

function editedSince(paths: readonly string[]): UserError {
  return new UserError({
    code: 'FILES_EDITED',
    message: 'Files that the last run wrote have been edited since, and taking it back would lose that',
    help: 'Move these files elsewhere or restore them, then run the command again.',
    details: paths.map((path) => `  ${path}`),
  });
}
