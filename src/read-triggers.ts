import { requireManifest } from './project/state.js';
import { openWorkspace } from './project/workspace.js';
import { describeFailure } from './project/failure.js';

/** The events that a receiver is for, by their triggers. Throws `NOT_A_PROJECT` for a folder that is none. */
export async function readTriggers(directory: string): Promise<string[]> {
  try {
    const { events = [] } = await requireManifest(openWorkspace({ directory }));
    return events.map(({ trigger }) => trigger);
  } catch (error) {
    throw describeFailure(error, directory);
  }
}
