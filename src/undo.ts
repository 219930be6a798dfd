import { UserError } from './errors.js';
import { describeFailure } from './project/failure.js';
import type { FileSystem } from './project/file-system.js';
import { readUndo } from './project/last-run.js';
import type { Step } from './project/journal.js';
import { isToolPath, layout } from './project/layout.js';
import { withLock } from './project/lock.js';
import { isRecordOfTool, refuseUnproven } from './project/proof.js';
import { readManifest } from './project/state.js';
import { hashOfFile } from './project/steps.js';
import { applyChanges, hasUnfinishedRun, recover, type Recovery } from './project/transaction.js';
import { openWorkspace, type Workspace } from './project/workspace.js';

export interface UndoOptions {
  readonly directory: string;
  /** Told of a run that had been cut short, once it is finished or taken back. */
  readonly onRecovery?: (recovery: Recovery) => void;
  /** @internal */
  readonly fileSystem?: FileSystem;
}

export interface UndoneFile {
  readonly path: string;
  readonly action: 'restored' | 'removed';
}

/**
 * Restores the tree as it was before the last run, or finishes what was to do that and was cut short. Throws `NOTHING_TO_UNDO` where there was none, and `FILES_EDITED`
 * when a file that the run wrote has been edited since, for the edit would be lost; then nothing was changed.
 */
export async function undo(options: UndoOptions): Promise<UndoneFile[]> {
  const { directory } = options;
  const workspace = openWorkspace(options);
  try {
    if ((await readManifest(workspace)) === undefined && !(await hasUnfinishedRun(workspace)))
      throw nothingToUndo(directory);
    return await withLock(workspace, async () => {
      const recovery = await recover(workspace);
      if (recovery !== undefined) options.onRecovery?.(recovery);
      // Either way a run has been taken back now, and the one before it was not meant.
      if (recovery !== undefined && recovery.isUndo === (recovery.outcome === 'finished'))
        return recovery.steps.map((step) => undoneOf(step, recovery.isUndo));
      return undoLast(workspace);
    });
  } catch (error) {
    throw describeFailure(error, directory);
  }
}

async function undoLast(workspace: Workspace): Promise<UndoneFile[]> {
  const last = await readUndo(workspace);
  if (last === undefined) throw nothingToUndo(workspace.directory);
  const { steps, changes } = last;
  const states = await Promise.all(steps.map(({ path }) => hashOfFile(workspace, path)));
  // What the tool remembers may have been brought up to date since, and goes back with the rest.
  const edited = steps.filter(({ path, after }, index) => states[index] !== after && !isRecordOfTool(path));
  if (edited.length > 0) throw editedSince(edited.map(({ path }) => path));
  await refuseUnproven(workspace, { steps, kept: layout.undo });
  await applyChanges(workspace, changes, { isUndo: true });
  return steps.filter(({ path }) => !isToolPath(path)).map((step) => undoneOf(step));
}

function undoneOf({ path, before, after }: Step, isInverse = false): UndoneFile {
  return { path, action: (isInverse ? after : before) === null ? 'removed' : 'restored' };
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
