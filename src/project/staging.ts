import { ifThere } from './file-system.js';
import { hashOf } from './hash.js';
import { renderJournal, type Journal, type Step } from './journal.js';
import { inProject, journalIn, layout } from './layout.js';
import { manifestIn } from './proof.js';
import { readPresent } from './read-present.js';
import { clearBeside, editedMeanwhile, putInPlace } from './steps.js';
import type { Workspace } from './workspace.js';

/** A file to write, or to delete where `content` is `undefined`. */
export interface Change {
  readonly path: string;
  readonly content: Uint8Array | string | undefined;
  /** The text of the file, `null` for no file, when this was decided; where it is another by now, nothing is done. */
  readonly before?: string | null;
  /** The permissions of a file that is not there now; one that is keeps its own. */
  readonly mode?: number;
}

/**
 * Puts beside the project what the changes need and what leads back from them, then the journal: from there on the run
 * counts. When this fails, nothing is left of it.
 */
export async function stageChanges(
  workspace: Workspace,
  changes: readonly Change[],
  kind: Omit<Journal, 'steps'>,
): Promise<Journal> {
  const { fs, directory } = workspace;
  try {
    await discardStaged(workspace);
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
      await stageContent(workspace, change, index);
    }
    const journal: Journal = { steps, ...kind };
    await keepManifest(workspace, changes);
    await writeJournal(workspace, journal);
    return journal;
  } catch (error) {
    await discardStaged(workspace).catch(() => {});
    throw error;
  }
}

/** Removes the record of a run and what it had staged. The journal first: without it, the rest is of no account. */
export async function discardStaged(workspace: Workspace): Promise<void> {
  const { fs, directory } = workspace;
  await fs.rm(inProject(directory, layout.journal), { force: true });
  await clearBeside(workspace, layout.journal);
  for (const path of [layout.staging, layout.nextUndo]) {
    await fs.rm(inProject(directory, path), { recursive: true, force: true });
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
  { path, content, mode }: Change,
  index: number,
): Promise<void> {
  if (content === undefined) return;
  const staged = inProject(directory, `${layout.staging}/${index}`);
  await fs.writeFile(staged, content);
  // A file that the user made executable or read-only stays so.
  const present = await ifThere(fs.lstat(inProject(directory, path)));
  const permissions = present?.mode ?? mode;
  if (permissions !== undefined) await fs.chmod(staged, permissions & 0o777);
}

// It says which files are the run's, also when what was staged is gone.
async function keepManifest({ fs, directory }: Workspace, changes: readonly Change[]): Promise<void> {
  const content = changes.find(({ path }) => path === layout.manifest)?.content;
  if (content !== undefined) await fs.writeFile(inProject(directory, manifestIn(layout.nextUndo)), content);
}

// The run counts from here on: the journal is there whole or not at all.
async function writeJournal(workspace: Workspace, journal: Journal): Promise<void> {
  const { fs, directory } = workspace;
  const text = renderJournal(journal);
  await fs.writeFile(inProject(directory, journalIn(layout.nextUndo)), text);
  await fs.writeFile(inProject(directory, journalIn(layout.staging)), text);
  await putInPlace(workspace, journalIn(layout.staging), layout.journal);
}
