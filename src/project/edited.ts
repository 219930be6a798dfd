import { hashOf } from './hash.js';
import { layout } from './layout.js';
import type { Plan } from './plan.js';
import type { PlannedFile } from './planned-file.js';

/** The files that a run would replace or delete although somebody has edited them. */
export function listEdited(files: readonly PlannedFile[]): PlannedFile[] {
  return files.filter(({ action, before, after }) => action === 'conflict' && before !== after);
}

/** Where `forceEdited` keeps them. */
export function listBackups(files: readonly PlannedFile[]): string[] {
  return listEdited(files).map(backupPath);
}

/**
 * The plan that goes on, with a copy of each such file in the backup folder, where `backups` are there already. No
 * earlier copy is replaced.
 */
export function forceEdited(plan: Plan, backups: ReadonlyMap<string, string>): Plan {
  const edited = new Set(listEdited(plan.files));
  const files = plan.files.flatMap((file): PlannedFile[] => {
    if (!edited.has(file)) return [file];
    const { before, after } = file;
    const path = backupPath(file);
    const kept = backups.get(path);
    const action = after === undefined ? 'delete' : 'overwrite';
    const reason = 'keeps what was edited';
    return [
      { ...file, action, reason: `was edited: the edited file is now ${path}` },
      { path, action: kept === undefined ? 'create' : 'keep', reason, before: kept, after: kept ?? before },
    ];
  });
  return { ...plan, files };
}

function backupPath({ path, before = '' }: PlannedFile): string {
  return `${layout.backup}/${path}.${hashOf(before).slice(0, 8)}`;
}
