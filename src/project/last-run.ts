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
  const changes = await Promise.all(
    steps.map(async ({ path, before }, index) => ({
      path,
      content:
        before === null ? undefined : await fs.readFile(inProject(directory, `${layout.undo}/${index}`)),
    })),
  );
  return { steps, changes };
}
