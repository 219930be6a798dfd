import { dirname } from 'node:path';
import { hasCode, ifThere, type FileSystem } from './file-system.js';
import { hashBytes, parseJournal, renderJournal, type Journal, type Step } from './journal.js';
import { inProject, layout } from './layout.js';
import { refuseLinks } from './links.js';

/** A file to write, or to delete where `content` is `undefined`. */
export interface Change {
  readonly path: string;
  readonly content: Uint8Array | string | undefined;
}

/** The folder a run works on, and the operations it does so with. */
export interface Workspace {
  readonly fs: FileSystem;
  readonly directory: string;
}

/**
 * Makes all changes, or none: each is staged, then the journal is written, then all are renamed into place in order.
 * When one fails, those before it are taken back and the error is thrown. A process that is killed leaves its journal,
 * and the next run finishes the work in `recover`.
 */
export async function applyChanges(workspace: Workspace, changes: readonly Change[]): Promise<void> {
  const steps = await stage(workspace, changes);
  try {
    for (const [index, step] of steps.entries()) await perform(workspace, step, index);
  } catch (error) {
    await takeBack(workspace, steps);
    await discard(workspace);
    throw error;
  }
  await finish(workspace);
}

/** Brings a folder that a killed run left into its old or its new state. */
export async function recover(workspace: Workspace): Promise<void> {
  const { fs, directory } = workspace;
  const text = await ifThere(fs.readFile(inProject(directory, layout.journal), 'utf8'));
  if (text === undefined) {
    await discard(workspace);
    return;
  }
  const { steps } = parseJournal(text);
  const states = await Promise.all(steps.map((step) => hashOfFile(workspace, step.path)));
  const isUntouched = steps.every(
    ({ before, after }, index) => states[index] === before || states[index] === after,
  );
  try {
    // Somebody has worked on a file since: then the run is taken back, around that file.
    if (!isUntouched) throw new Error('A file was edited after the run was cut short.');
    for (const [index, step] of steps.entries()) {
      if (states[index] !== step.after) await perform(workspace, step, index);
    }
  } catch {
    await takeBack(workspace, steps);
    await discard(workspace);
    return;
  }
  await finish(workspace);
}

/** The changes that lead back to the tree before the last run; `undefined` when no run can be taken back. */
export async function readUndo(
  workspace: Workspace,
): Promise<{ steps: readonly Step[]; changes: Change[] } | undefined> {
  const { fs, directory } = workspace;
  const text = await ifThere(fs.readFile(inProject(directory, `${layout.undo}/journal.json`), 'utf8'));
  if (text === undefined) return undefined;
  const { steps } = parseJournal(text);
  const changes = await Promise.all(
    steps.map(async ({ path, before }, index) => ({
      path,
      content:
        before === null ? undefined : await fs.readFile(inProject(directory, `${layout.undo}/${index}`)),
    })),
  );
  return { steps, changes };
}

export async function hashOfFile({ fs, directory }: Workspace, path: string): Promise<string | null> {
  const content = await ifThere(fs.readFile(inProject(directory, path)));
  return content === undefined ? null : hashBytes(content);
}

async function stage(workspace: Workspace, changes: readonly Change[]): Promise<Step[]> {
  const { fs, directory } = workspace;
  try {
    await discard(workspace);
    for (const folder of [layout.staging, layout.nextUndo]) {
      await fs.mkdir(inProject(directory, folder), { recursive: true });
    }
    const steps: Step[] = [];
    for (const { path, content } of changes) {
      await refuseLinks(workspace, path);
      const before = await hashOfFile(workspace, path);
      const after = content === undefined ? null : hashBytes(content);
      if (before === after) continue;
      const index = steps.push({ path, before, after }) - 1;
      await saveBefore(workspace, path, before, index);
      if (content !== undefined) await stageContent(workspace, path, content, index);
    }
    await writeJournal(workspace, { steps });
    return steps;
  } catch (error) {
    await discard(workspace).catch(() => {});
    throw error;
  }
}

async function saveBefore(
  { fs, directory }: Workspace,
  path: string,
  before: string | null,
  index: number,
): Promise<void> {
  if (before === null) return;
  await fs.copyFile(inProject(directory, path), inProject(directory, `${layout.nextUndo}/${index}`));
}

async function stageContent(
  { fs, directory }: Workspace,
  path: string,
  content: Uint8Array | string,
  index: number,
): Promise<void> {
  const staged = inProject(directory, `${layout.staging}/${index}`);
  await fs.writeFile(staged, content);
  // A file that the user made executable or read-only stays so.
  const present = await ifThere(fs.lstat(inProject(directory, path)));
  if (present !== undefined) await fs.chmod(staged, present.mode & 0o777);
}

// The run counts from here on: the journal is there whole or not at all.
async function writeJournal({ fs, directory }: Workspace, journal: Journal): Promise<void> {
  const text = renderJournal(journal);
  await fs.writeFile(inProject(directory, `${layout.nextUndo}/journal.json`), text);
  await fs.writeFile(inProject(directory, `${layout.staging}/journal.json`), text);
  await fs.rename(
    inProject(directory, `${layout.staging}/journal.json`),
    inProject(directory, layout.journal),
  );
}

async function perform(workspace: Workspace, step: Step, index: number): Promise<void> {
  await refuseLinks(workspace, step.path);
  if (step.after === null) await remove(workspace, step.path);
  else await putInPlace(workspace, `${layout.staging}/${index}`, step.path);
}

/** Restores what was before each step that was made, and leaves alone what somebody has edited since. */
async function takeBack(workspace: Workspace, steps: readonly Step[]): Promise<void> {
  const { fs, directory } = workspace;
  for (const [index, { path, before, after }] of [...steps.entries()].toReversed()) {
    await fs.rm(inProject(directory, besides(path)), { force: true });
    const now = await hashOfFile(workspace, path);
    if (now !== after || now === before) continue;
    if (before === null) await remove(workspace, path);
    else await putInPlace(workspace, `${layout.nextUndo}/${index}`, path);
  }
}

/** Gives a file its place in one rename; over the border of a file system by way of a copy beside the place. */
async function putInPlace({ fs, directory }: Workspace, from: string, path: string): Promise<void> {
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

function besides(path: string): string {
  return `${path}.sinch-tmp`;
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

function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

async function finish(workspace: Workspace): Promise<void> {
  const { fs, directory } = workspace;
  const next = inProject(directory, layout.nextUndo);
  if ((await ifThere(fs.lstat(next))) !== undefined) {
    await fs.rm(inProject(directory, layout.undo), { recursive: true, force: true });
    await fs.rename(next, inProject(directory, layout.undo));
  }
  await discard(workspace);
}

// The journal first: without it, the rest is of no account.
async function discard({ fs, directory }: Workspace): Promise<void> {
  for (const path of [layout.journal, layout.staging, layout.nextUndo]) {
    await fs.rm(inProject(directory, path), { recursive: true, force: true });
  }
}

/** Removes the way back from the last run. */
export async function forgetUndo({ fs, directory }: Workspace): Promise<void> {
  await fs.rm(inProject(directory, layout.undo), { recursive: true, force: true });
}
