import { constants } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../errors.js';
import { hasCode, ifThere } from './file-system.js';
import { hashOf } from './hash.js';
import type { Step } from './journal.js';
import { inProject, layout } from './layout.js';
import { readPresent } from './read-present.js';
import type { Workspace } from './workspace.js';

/** Makes one change, from what was staged under its index. Throws when the file has been edited since then. */
export async function perform(workspace: Workspace, step: Step, index: number): Promise<void> {
  if ((await hashOfFile(workspace, step.path)) !== step.before) throw editedMeanwhile(step.path);
  if (step.after === null) await remove(workspace, step.path);
  else await putInPlace(workspace, `${layout.staging}/${index}`, step.path);
}

/**
 * Restores what was before each step that was made, and leaves alone what somebody has edited since. What cannot be
 * taken back stops nothing else from being, and is thrown at the end.
 */
export async function takeBack(workspace: Workspace, steps: readonly Step[]): Promise<void> {
  const failures: unknown[] = [];
  for (const [index, step] of [...steps.entries()].toReversed()) {
    await takeStepBack(workspace, step, index).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

async function takeStepBack(
  workspace: Workspace,
  { path, before, after }: Step,
  index: number,
): Promise<void> {
  const now = await stateOf(workspace, path);
  if (now === 'unusable') return;
  await clearBeside(workspace, path);
  if (now !== after || now === before) return;
  if (before === null) await remove(workspace, path);
  else await putInPlace(workspace, `${layout.nextUndo}/${index}`, path);
}

/** Whether a step that was not made yet can be made, and taken back then. Throws `UNSAFE_PATH` for a link. */
export async function isReady(
  workspace: Workspace,
  { before, after }: Step,
  index: number,
): Promise<boolean> {
  const staged = await hashOfFile(workspace, `${layout.staging}/${index}`);
  const kept = await hashOfFile(workspace, `${layout.nextUndo}/${index}`);
  return (after === null || staged === after) && (before === null || kept === before);
}

/** Gives a file its place in one rename; over the border of a file system by way of a copy beside the place. */
export async function putInPlace(workspace: Workspace, from: string, path: string): Promise<void> {
  const { fs, directory } = workspace;
  const to = inProject(directory, path);
  await fs.mkdir(dirname(to), { recursive: true });
  try {
    await fs.rename(inProject(directory, from), to);
  } catch (error) {
    if (!hasCode(error, 'EXDEV')) throw error;
    const beside = inProject(directory, besides(path));
    await clearBeside(workspace, path);
    // Never through a link that somebody has put there.
    await fs.copyFile(inProject(directory, from), beside, constants.COPYFILE_EXCL);
    await fs.rename(beside, to);
  }
}

/** Removes the copy that was on its way to a place; what is no file is none. */
export async function clearBeside({ fs, directory }: Workspace, path: string): Promise<void> {
  const beside = inProject(directory, besides(path));
  const entry = await ifThere(fs.lstat(beside));
  if (entry?.isFile() === true) await fs.rm(beside, { force: true });
}

/** The hash of a file as below; `unusable` where something else has taken its place, so that it is nobody's to change. */
export async function stateOf(workspace: Workspace, path: string): Promise<string | null> {
  try {
    return await hashOfFile(workspace, path);
  } catch (error) {
    if (error instanceof UserError) return 'unusable';
    throw error;
  }
}

/** The hash of a file's bytes; `null` when there is no such file. Throws `UNSAFE_PATH` for one behind a link. */
export async function hashOfFile(workspace: Workspace, path: string): Promise<string | null> {
  const content = await readPresent(workspace, path);
  return content === undefined ? null : hashOf(content);
}

export function editedMeanwhile(path: string): UserError {
  return new UserError({
    code: 'FILES_EDITED',
    message: `${path} was edited while the run was at work`,
    help: 'Nothing was written. Run the command again.',
  });
}

async function remove({ fs, directory }: Workspace, path: string): Promise<void> {
  await fs.rm(inProject(directory, path), { force: true });
  for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) {
    try {
      await fs.rmdir(inProject(directory, folder));
    } catch {
      return;
    }
  }
}

function besides(path: string): string {
  return `${path}.sinch-tmp`;
}

function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
