import { UserError } from '../errors.js';
import { parseJournal, type Step } from './journal.js';
import { inProject, journalIn, layout } from './layout.js';
import { readPresent, readPresentText } from './read-present.js';
import type { Change } from './staging.js';
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
