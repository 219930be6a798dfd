import { ifThere } from './file-system.js';
import { parseJournal, type Step } from './journal.js';
import { inProject, journalIn, layout } from './layout.js';
import type { Change } from './staging.js';
import type { Workspace } from './workspace.js';

/** The changes that lead back to the tree before the last run; `undefined` when no run can be taken back. */
export async function readUndo(
  workspace: Workspace,
): Promise<{ steps: readonly Step[]; changes: Change[] } | undefined> {
  const { fs, directory } = workspace;
  const text = await ifThere(fs.readFile(inProject(directory, journalIn(layout.undo)), 'utf8'));
  if (text === undefined) return undefined;
  const { steps } = parseJournal(text);
  return {
    steps,
    changes: await Promise.all(steps.map((step, index) => readChange(workspace, step, index))),
  };
}

async function readChange(
  { fs, directory }: Workspace,
  { path, before }: Step,
  index: number,
): Promise<Change> {
  if (before === null) return { path, content: undefined };
  const saved = inProject(directory, `${layout.undo}/${index}`);
  const { mode } = await fs.lstat(saved);
  return { path, content: await fs.readFile(saved), mode };
}
