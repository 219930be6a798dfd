import { layout } from './layout.js';
import { hashOf } from './manifest.js';
import type { Plan, PlannedFile } from './plan.js';

/** The files that a run would replace or delete although somebody has edited them. */
export function listEdited(files: readonly PlannedFile[]): PlannedFile[] {
  return files.filter(({ action, before, after }) => action === 'conflict' && before !== after);
}

/** The plan that goes on, with a copy of each such file in the backup folder; no earlier copy is replaced. */
export function forceEdited(plan: Plan): Plan {
  const edited = new Set(listEdited(plan.files));
  const files = plan.files.flatMap((file): PlannedFile[] => {
    const { path, before = '', after } = file;
    if (!edited.has(file)) return [file];
    const copy = `${layout.backup}/${path}.${hashOf(before).slice(0, 8)}`;
    const action = after === undefined ? 'delete' : 'overwrite';
    return [
      { ...file, action, reason: `was edited: the edited file is now ${copy}` },
      { path: copy, action: 'create', reason: 'keeps what was edited', before: undefined, after: before },
    ];
  });
  return { ...plan, files };
}
