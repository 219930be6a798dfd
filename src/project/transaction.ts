import { UserError } from '../errors.js';
import { hasCode, ifThere } from './file-system.js';
import { parseJournal, type Journal, type Step } from './journal.js';
import { inProject, isToolPath, layout } from './layout.js';
import { extendUndo } from './last-run.js';
import { refuseLinks } from './links.js';
import { refuseUnproven } from './proof.js';
import { readPresentText } from './read-present.js';
import { discardStaged, stageChanges, type Change } from './staging.js';
import { clearBeside, isReady, perform, stateOf, takeBack } from './steps.js';
import type { Workspace } from './workspace.js';

/** What became of a run that was cut short. */
export interface Recovery {
  readonly outcome: 'finished' | 'taken back';
  /** The run that was cut short was itself to take one back. */
  readonly isUndo: boolean;
  /** The changes of the run, those in the tool's own folder left out. */
  readonly steps: readonly Step[];
}

/**
 * Makes all changes, or none: each is staged, then the journal is written, then all are renamed into place in order.
 * When one fails, those before it are taken back and the error is thrown. A process that is killed leaves its journal,
 * and the next run finishes the work in `recover`. What undoes a run cannot be undone itself.
 */
export async function applyChanges(
  workspace: Workspace,
  changes: readonly Change[],
  kind: Omit<Journal, 'steps'> = {},
): Promise<void> {
  const journal = await stageChanges(workspace, changes, kind);
  try {
    for (const [index, step] of journal.steps.entries()) await perform(workspace, step, index);
  } catch (error) {
    // Where even this fails the journal stays, and the next run sees to it.
    await abandon(workspace, journal).catch(() => {});
    throw error;
  }
  await finish(workspace, journal);
}

/** Brings a folder that a killed run left into its old or its new state; `undefined` where none was. */
export async function recover(workspace: Workspace): Promise<Recovery | undefined> {
  for (const path of [layout.staging, layout.nextUndo, layout.undo]) await refuseLinks(workspace, path);
  const text = await readPresentText(workspace, layout.journal);
  if (text === undefined) {
    await discardStaged(workspace);
    return undefined;
  }
  const journal = parseJournal(text);
  const isFinished = await completeSteps(workspace, journal);
  if (isFinished) await finish(workspace, journal);
  else await abandon(workspace, journal);
  return {
    outcome: isFinished ? 'finished' : 'taken back',
    isUndo: journal.isUndo === true,
    steps: journal.steps.filter(({ path }) => !isToolPath(path)),
  };
}

/** Whether a run was cut short in the folder, or is still at work in it. */
export async function hasUnfinishedRun(workspace: Workspace): Promise<boolean> {
  return (await refuseLinks(workspace, layout.journal)) !== undefined;
}

/** Makes the steps that are left. Whether they all are made then: if not, the run has to be taken back. */
async function completeSteps(workspace: Workspace, { steps }: Journal): Promise<boolean> {
  const states = await Promise.all(steps.map(({ path }) => stateOf(workspace, path)));
  // Steps are made in order, so what differs once the last is made was edited later.
  if (states.at(-1) === steps.at(-1)?.after) return true;
  await refuseUnproven(workspace, { steps, kept: layout.nextUndo });
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
  await discardStaged(workspace);
}

async function finish(workspace: Workspace, { steps, isUndo, isRecordOnly }: Journal): Promise<void> {
  const { fs, directory } = workspace;
  const undo = inProject(directory, layout.undo);
  if (isUndo === true) {
    await fs.rm(undo, { recursive: true, force: true });
  } else if (isRecordOnly === true) {
    // A way back that cannot be read leads nowhere anyhow.
    await extendUndo(workspace, steps).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
    });
  } else if ((await ifThere(fs.lstat(inProject(directory, layout.nextUndo)))) !== undefined) {
    await fs.rm(undo, { recursive: true, force: true });
    await moveFolder(workspace, layout.nextUndo, layout.undo);
  }
  await discardStaged(workspace);
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
