import { planIn, type PlanOptions, type RunResult } from './plan-generation.js';
import { describeFailure } from './project/failure.js';
import type { FileSystem } from './project/file-system.js';
import { requireManifest } from './project/state.js';
import { hasUnfinishedRun } from './project/transaction.js';
import { openWorkspace } from './project/workspace.js';

export interface FolderOptions {
  /** The folder of the receiver. */
  readonly directory: string;
  /** @internal */
  readonly fileSystem?: FileSystem;
}

/** Whether a run was cut short in the folder, or is still at work in it: until it is finished there is nothing to compare. */
export async function isUnfinished(options: FolderOptions): Promise<boolean> {
  try {
    return await hasUnfinishedRun(openWorkspace(options));
  } catch (error) {
    throw describeFailure(error, options.directory);
  }
}

/** Whether a receiver is as `generate` would leave it. Throws `NOT_A_PROJECT` for a folder that is none; writes nothing. */
export async function check(options: PlanOptions): Promise<RunResult> {
  try {
    return await planIn(openWorkspace(options), options, requireManifest);
  } catch (error) {
    throw describeFailure(error, options.directory);
  }
}
