import { planGeneration, type GenerateOptions, type RunResult } from './generate.js';
import { requireProject } from './project/state.js';
import { openWorkspace } from './project/workspace.js';

/** Whether a receiver is as `generate` would leave it. Throws `NOT_A_PROJECT` for a folder that is none; writes nothing. */
export async function check(options: GenerateOptions): Promise<RunResult> {
  await requireProject(openWorkspace(options));
  return planGeneration(options);
}
