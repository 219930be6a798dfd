import { UserError } from '../errors.js';
import { keep } from './decision.js';
import { hashOf } from './hash.js';
import { layout } from './layout.js';
import type { Plan } from './plan.js';
import { isStale, type PlannedFile } from './planned-file.js';
import { renderDiff } from './unified-diff.js';

/** The files that a run would replace or delete although somebody has edited them. */
export function listEdited(files: readonly PlannedFile[]): PlannedFile[] {
  return files.filter((file) => file.action === 'conflict' && isStale(file));
}

/** Throws `FILES_EDITED` with the diff where there are such files. */
export function refuseEdited(files: readonly PlannedFile[]): void {
  const edited = listEdited(files);
  if (edited.length === 0) return;
  throw new UserError({
    code: 'FILES_EDITED',
    message: `${edited.length === 1 ? 'A file' : `${edited.length} files`} in src/generated would be replaced, and somebody has edited ${edited.length === 1 ? 'it' : 'them'}`,
    help: 'Move what you need into src/handlers, make the file yours with "eject", or add --force: what is replaced is kept in .sinch-webhooks/backup.',
    details: renderDiff(edited).trimEnd().split('\n'),
  });
}

/** Where `forceEdited` keeps them, given their content. */
export function listBackups(edited: ReadonlyMap<string, Uint8Array>): string[] {
  return [...edited].map(([path, content]) => backupPath(path, content));
}

/**
 * The plan that goes on, with a copy of each such file in the backup folder, where `backups` are there already. No
 * earlier copy is replaced.
 */
export function forceEdited(
  plan: Plan,
  { edited, backups }: { edited: ReadonlyMap<string, Uint8Array>; backups: ReadonlyMap<string, string> },
): Plan {
  const refused = new Set(listEdited(plan.files));
  const files = plan.files.flatMap((file): PlannedFile[] => {
    const content = edited.get(file.path);
    if (!refused.has(file) || content === undefined) return [file];
    const { before, after } = file;
    const path = backupPath(file.path, content);
    const kept = backups.get(path);
    const action = after === undefined ? 'delete' : 'overwrite';
    const reason = 'keeps what was edited';
    return [
      { ...file, action, reason: `was edited: the edited file is now ${path}` },
      kept === undefined
        ? { path, action: 'create', reason, before: undefined, after: before, bytes: content }
        : keep(path, reason, kept),
    ];
  });
  return { ...plan, files };
}

function backupPath(path: string, content: Uint8Array): string {
  return `${layout.backup}/${path}.${hashOf(content).slice(0, 8)}`;
}
