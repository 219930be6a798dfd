import { planGeneration, planIn, type PlanOptions, type RunResult } from './plan-generation.js';
import { refuseEdited } from './project/edited.js';
import { describeFailure } from './project/failure.js';
import { isToolPath } from './project/layout.js';
import { withLock } from './project/lock.js';
import type { Change } from './project/staging.js';
import { readManifest } from './project/state.js';
import { applyChanges, recover, type Recovery } from './project/transaction.js';
import type { FileChange } from './project/unified-diff.js';
import { openWorkspace } from './project/workspace.js';

export interface GenerateOptions extends PlanOptions {
  /** Told when the first file is about to be written. */
  readonly onWrite?: () => void;
  /** Told of a run that had been cut short, once it is finished or taken back and before anything else is done. */
  readonly onRecovery?: (recovery: Recovery) => void;
}

/**
 * Generates a receiver, or brings one up to date: what the user wrote is kept. Throws a `UserError` for a document
 * that cannot be used, a folder that is not a receiver's, another run at work in it, and an edited file in
 * `src/generated`; then nothing was written.
 */
export async function generate(options: GenerateOptions): Promise<RunResult> {
  const workspace = openWorkspace(options);
  try {
    // Before the lock, for which a folder is made.
    await readManifest(workspace);
    return await withLock(workspace, async () => {
      const recovery = await recover(workspace);
      if (recovery !== undefined) options.onRecovery?.(recovery);
      const result = await planIn(workspace, options);
      if (options.force !== true) refuseEdited(result.files);
      if (result.changes.length > 0) {
        options.onStep?.(`Writing ${options.directory}`);
        options.onWrite?.();
        const isRecordOnly = changesRecordOnly(result);
        await applyChanges(workspace, result.changes.map(changeOf), {
          ...(isRecordOnly && { isRecordOnly }),
        });
      }
      return result;
    });
  } catch (error) {
    throw describeFailure(error, options.directory);
  }
}

/**
 * Whether a run changes nothing but what the tool remembers of the receiver.
 * @internal
 */
export function changesRecordOnly({ changes }: RunResult): boolean {
  return changes.length > 0 && changes.every(({ path }) => isToolPath(path));
}

// What somebody changes while the run is at work stops it; in the tool's own folder nobody works.
function changeOf({ path, before, after, bytes }: FileChange): Change {
  return { path, content: bytes ?? after, ...(!isToolPath(path) && { before: before ?? null }) };
}

/**
 * A run that writes nothing: the result of `generate`, or the error it would end in.
 * @internal
 */
export async function dryRun(options: PlanOptions): Promise<RunResult> {
  const result = await planGeneration(options);
  if (options.force !== true) refuseEdited(result.files);
  return result;
}
