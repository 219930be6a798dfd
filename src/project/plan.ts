import type { GeneratedFile, Zone } from '../render/render.js';
import { hashOf, type Manifest } from './manifest.js';
import type { ProjectState } from './state.js';

/** What becomes of a file: `kept` is one the user has edited, or a handler, which is theirs from the start. */
export type FileAction = 'created' | 'updated' | 'unchanged' | 'kept' | 'deleted';

export interface PlannedFile {
  readonly path: string;
  readonly action: FileAction;
  /** What is written; `undefined` where nothing is. */
  readonly content: string | undefined;
}

/** Decides what to write, from what there is to write and what is there. Touches nothing. */
export function planWrites(files: readonly GeneratedFile[], state: ProjectState): PlannedFile[] {
  const current = new Set(files.map(({ path }) => path));
  const written = files.map(({ path, zone, content }) => {
    const action = actionFor({ path, zone, content }, state);
    const isWrite = action === 'created' || action === 'updated';
    return { path, action, content: isWrite ? content : undefined };
  });
  const dropped = Object.entries(state.manifest?.files ?? {})
    .filter(([path]) => !current.has(path) && state.files.has(path))
    .map(([path, entry]): PlannedFile => {
      const isEdited = entry.zone !== 'generated' && hashOf(state.files.get(path) ?? '') !== entry.hash;
      return { path, action: isEdited ? 'kept' : 'deleted', content: undefined };
    });
  return [...written, ...dropped];
}

function actionFor(file: GeneratedFile, { manifest, files }: ProjectState): FileAction {
  const present = files.get(file.path);
  if (present === undefined) return 'created';
  if (present === file.content) return 'unchanged';
  return mayReplace(file.path, file.zone, present, manifest) ? 'updated' : 'kept';
}

function mayReplace(path: string, zone: Zone, present: string, manifest: Manifest | undefined): boolean {
  if (zone === 'generated') return true;
  return zone === 'scaffold' && manifest?.files[path]?.hash === hashOf(present);
}
