import { dirname } from 'node:path';
import { UserError } from '../errors.js';
import { hasCode, ifThere } from './file-system.js';
import { hashOf } from './hash.js';
import type { Step } from './journal.js';
import { inProject, layout } from './layout.js';
import { refuseLinks } from './links.js';
import { readPresent } from './read-present.js';
import type { Workspace } from './workspace.js';

/** Makes one change, from what was staged under its index. Throws when the file has been edited since then. */
export async function perform(workspace: Workspace, step: Step, index: number): Promise<void> {
  if ((await hashOfFile(workspace, step.path)) !== step.before) throw editedMeanwhile(step.path);
  if (step.after === null) await remove(workspace, step.path);
  else await putInPlace(workspace, `${layout.staging}/${index}`, step.path);
}

/** Restores what was before each step that was made, and leaves alone what somebody has edited since. */
export async function takeBack(workspace: Workspace, steps: readonly Step[]): Promise<void> {
  for (const [index, { path, before, after }] of [...steps.entries()].toReversed()) {
    if (await isBehindLink(workspace, path)) continue;
    await clearBeside(workspace, path);
    const now = await hashOfFile(workspace, path);
    if (now !== after || now === before) continue;
    if (before === null) await remove(workspace, path);
    else await putInPlace(workspace, `${layout.nextUndo}/${index}`, path);
  }
}

/** Whether a step that was not made yet can be made, and taken back then. */
export async function isReady(
  { fs, directory }: Workspace,
  { before, after }: Step,
  index: number,
): Promise<boolean> {
  const needed = [
    ...(after === null ? [] : [`${layout.staging}/${index}`]),
    ...(before === null ? [] : [`${layout.nextUndo}/${index}`]),
  ];
  for (const path of needed) {
    if ((await ifThere(fs.lstat(inProject(directory, path)))) === undefined) return false;
  }
  return true;
}

/** Gives a file its place in one rename; over the border of a file system by way of a copy beside the place. */
export async function putInPlace({ fs, directory }: Workspace, from: string, path: string): Promise<void> {
  const to = inProject(directory, path);
  await fs.mkdir(dirname(to), { recursive: true });
  try {
    await fs.rename(inProject(directory, from), to);
  } catch (error) {
    if (!hasCode(error, 'EXDEV')) throw error;
    const beside = inProject(directory, besides(path));
    await fs.copyFile(inProject(directory, from), beside);
    await fs.rename(beside, to);
  }
}

/** Removes the copy that was on its way to a place. */
export async function clearBeside({ fs, directory }: Workspace, path: string): Promise<void> {
  await fs.rm(inProject(directory, besides(path)), { force: true });
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

async function isBehindLink(workspace: Workspace, path: string): Promise<boolean> {
  try {
    await refuseLinks(workspace, path);
    return false;
  } catch (error) {
    if (error instanceof UserError) return true;
    throw error;
  }
}

function besides(path: string): string {
  return `${path}.sinch-tmp`;
}

function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
