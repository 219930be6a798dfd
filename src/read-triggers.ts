import { readManifest, requireProject } from './project/state.js';
import { openWorkspace } from './project/workspace.js';
import { describeFailure } from './project/failure.js';

/** The events that a receiver is for, by their triggers. Throws `NOT_A_PROJECT` for a folder that is none. */
export async function readTriggers(directory: string): Promise<string[]> {
  try {
    const workspace = openWorkspace({ directory });
    await requireProject(workspace);
    return ((await readManifest(workspace))?.events ?? []).map(({ trigger }) => trigger);
  } catch (error) {
    throw describeFailure(error, directory);
  }
}
