import type { Recovery } from '../project/transaction.js';

/** What became of a run that had been cut short. */
export function describeRecovery({ outcome, isUndo, steps }: Recovery): string {
  const done = outcome === 'finished' ? 'Finished' : 'Took back';
  const files = `${steps.length} file${steps.length === 1 ? '' : 's'}`;
  return `${done} the ${isUndo ? 'undo' : 'run'} that was interrupted: ${files}`;
}
