import { UserError } from '../errors.js';
import { parseJournal, renderJournal, type Step } from './journal.js';
import { inProject, journalIn, layout } from './layout.js';
import { readPresent, readPresentText } from './read-present.js';
import type { Change } from './staging.js';
import { putInPlace } from './steps.js';
import type { Workspace } from './workspace.js';

/** The changes that lead back to the tree before the last run; `undefined` when no run can be taken back. */
export async function readUndo(
  workspace: Workspace,
): Promise<{ steps: readonly Step[]; changes: Change[] } | undefined> {
  const text = await readPresentText(workspace, journalIn(layout.undo));
  if (text === undefined) return undefined;
  const { steps } = parseJournal(text);
  return {
    steps,
    changes: await Promise.all(steps.map((step, index) => readChange(workspace, step, index))),
  };
}

/**
 * Adds to the way back from the last run what a run that changed only the record has changed since, so that both go
 * back together. May be done again where it was cut short.
 */
export async function extendUndo(workspace: Workspace, later: readonly Step[]): Promise<void> {
  const { fs, directory } = workspace;
  const text = await readPresentText(workspace, journalIn(layout.undo));
  if (text === undefined) return;
  const steps = [...parseJournal(text).steps];
  const known = new Set(steps.map(({ path }) => path));
  for (const [index, step] of later.entries()) {
    if (known.has(step.path)) continue;
    const place = steps.push(step) - 1;
    if (step.before === null) continue;
    const kept = inProject(directory, `${layout.undo}/${place}`);
    await fs.copyFile(inProject(directory, `${layout.nextUndo}/${index}`), kept);
  }
  if (steps.length === known.size) return;
  await fs.writeFile(inProject(directory, journalIn(layout.nextUndo)), renderJournal({ steps }));
  await putInPlace(workspace, journalIn(layout.nextUndo), journalIn(layout.undo));
}

async function readChange(workspace: Workspace, { path, before }: Step, index: number): Promise<Change> {
  if (before === null) return { path, content: undefined };
  const kept = `${layout.undo}/${index}`;
  const content = await readPresent(workspace, kept);
  if (content === undefined) {
    throw new UserError({
      code: 'FOLDER_UNUSABLE',
      message: `The last run cannot be taken back: ${kept}, which holds ${path} as it was, is not there`,
      help: `Restore ${path} from version control, and delete ${layout.undo}. Nothing was changed.`,
    });
  }
  const { mode } = await workspace.fs.lstat(inProject(workspace.directory, kept));
  return { path, content, mode };
}
