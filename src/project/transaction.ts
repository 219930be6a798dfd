import { hasCode, ifThere } from './file-system.js';
import { hashOf } from './hash.js';
import { parseJournal, renderJournal, type Journal, type Step } from './journal.js';
import { inProject, journalIn, layout } from './layout.js';
import { refuseLinks } from './links.js';
import { readPresent } from './read-present.js';
import { clearBeside, editedMeanwhile, hashOfFile, isReady, perform, putInPlace, takeBack } from './steps.js';
import type { Workspace } from './workspace.js';

/** A file to write, or to delete where `content` is `undefined`. */
export interface Change {
  readonly path: string;
  readonly content: Uint8Array | string | undefined;
  /** The text of the file, `null` for no file, when this was decided; where it is another by now, nothing is done. */
  readonly before?: string | null;
}

/**
 * Makes all changes, or none: each is staged, then the journal is written, then all are renamed into place in order.
 * When one fails, those before it are taken back and the error is thrown. A process that is killed leaves its journal,
 * and the next run finishes the work in `recover`. What undoes a run cannot be undone itself.
 */
export async function applyChanges(
  workspace: Workspace,
  changes: readonly Change[],
  { isUndo = false } = {},
): Promise<void> {
  const journal = await stage(workspace, changes, isUndo);
  try {
    for (const [index, step] of journal.steps.entries()) await perform(workspace, step, index);
  } catch (error) {
    // Where even this fails the journal stays, and the next run sees to it.
    await abandon(workspace, journal).catch(() => {});
    throw error;
  }
  await finish(workspace, journal);
}

/** Brings a folder that a killed run left into its old or its new state. */
export async function recover(workspace: Workspace): Promise<void> {
  const { fs, directory } = workspace;
  for (const path of [layout.journal, layout.staging, layout.nextUndo, layout.undo]) {
    await refuseLinks(workspace, path);
  }
  const text = await ifThere(fs.readFile(inProject(directory, layout.journal), 'utf8'));
  if (text === undefined) {
    await discard(workspace);
    return;
  }
  const journal = parseJournal(text);
  if (await completeSteps(workspace, journal)) await finish(workspace, journal);
  else await abandon(workspace, journal);
}

/** The changes that lead back to the tree before the last run; `undefined` when no run can be taken back. */
export async function readUndo(
  workspace: Workspace,
): Promise<{ steps: readonly Step[]; changes: Change[] } | undefined> {
  const { fs, directory } = workspace;
  const text = await ifThere(fs.readFile(inProject(directory, journalIn(layout.undo)), 'utf8'));
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

async function stage(workspace: Workspace, changes: readonly Change[], isUndo: boolean): Promise<Journal> {
  const { fs, directory } = workspace;
  try {
    await discard(workspace);
    for (const folder of [layout.staging, layout.nextUndo]) {
      await fs.mkdir(inProject(directory, folder), { recursive: true });
    }
    const steps: Step[] = [];
    for (const change of changes) {
      const { path, content } = change;
      const before = await hashPresent(workspace, change);
      const after = content === undefined ? null : hashOf(content);
      if (before === after) continue;
      const index = steps.push({ path, before, after }) - 1;
      await saveBefore(workspace, path, before, index);
      if (content !== undefined) await stageContent(workspace, path, content, index);
    }
    const journal: Journal = { steps, ...(isUndo && { isUndo }) };
    await writeJournal(workspace, journal);
    return journal;
  } catch (error) {
    await discard(workspace).catch(() => {});
    throw error;
  }
}

async function hashPresent(workspace: Workspace, { path, before }: Change): Promise<string | null> {
  const present = await readPresent(workspace, path);
  if (before !== undefined && (present?.toString('utf8') ?? null) !== before) throw editedMeanwhile(path);
  return present === undefined ? null : hashOf(present);
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
async function writeJournal(workspace: Workspace, journal: Journal): Promise<void> {
  const { fs, directory } = workspace;
  const text = renderJournal(journal);
  await fs.writeFile(inProject(directory, journalIn(layout.nextUndo)), text);
  await fs.writeFile(inProject(directory, journalIn(layout.staging)), text);
  await putInPlace(workspace, journalIn(layout.staging), layout.journal);
}

/** Makes the steps that are left. Whether they all are made then: if not, the run has to be taken back. */
async function completeSteps(workspace: Workspace, { steps }: Journal): Promise<boolean> {
  const states = await Promise.all(steps.map(({ path }) => hashOfFile(workspace, path)));
  // Steps are made in order, so what differs once the last is made was edited later.
  if (states.at(-1) === steps.at(-1)?.after) return true;
  for (const [index, step] of steps.entries()) {
    const [isMade, isEdited] = [states[index] === step.after, states[index] !== step.before];
    // Somebody has worked on a file since, or taking back was itself cut short.
    if (!isMade && (isEdited || !(await isReady(workspace, step, index)))) return false;
  }
  try {
    for (const [index, step] of steps.entries()) {
      await clearBeside(workspace, step.path);
      if (states[index] !== step.after) await perform(workspace, step, index);
    }
    return true;
  } catch {
    return false;
  }
}

async function abandon(workspace: Workspace, { steps }: Journal): Promise<void> {
  await takeBack(workspace, steps);
  await discard(workspace);
}

async function finish(workspace: Workspace, { isUndo = false }: Journal): Promise<void> {
  const { fs, directory } = workspace;
  const undo = inProject(directory, layout.undo);
  if (isUndo) {
    await fs.rm(undo, { recursive: true, force: true });
  } else if ((await ifThere(fs.lstat(inProject(directory, layout.nextUndo)))) !== undefined) {
    await fs.rm(undo, { recursive: true, force: true });
    await moveFolder(workspace, layout.nextUndo, layout.undo);
  }
  await discard(workspace);
}

/** Moves a folder of files in one rename, or file by file where it lies across the border of a file system. */
async function moveFolder({ fs, directory }: Workspace, from: string, to: string): Promise<void> {
  try {
    await fs.rename(inProject(directory, from), inProject(directory, to));
  } catch (error) {
    if (!hasCode(error, 'EXDEV')) throw error;
    await fs.mkdir(inProject(directory, to), { recursive: true });
    for (const name of await fs.readdir(inProject(directory, from))) {
      await fs.copyFile(inProject(directory, `${from}/${name}`), inProject(directory, `${to}/${name}`));
    }
  }
}

// The journal first: without it, the rest is of no account.
async function discard(workspace: Workspace): Promise<void> {
  const { fs, directory } = workspace;
  await fs.rm(inProject(directory, layout.journal), { force: true });
  await clearBeside(workspace, layout.journal);
  for (const path of [layout.staging, layout.nextUndo]) {
    await fs.rm(inProject(directory, path), { recursive: true, force: true });
  }
}
