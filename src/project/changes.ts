import { gitignoreText, layout, pristinePath } from './layout.js';
import { withLf, withLineEndsOf } from './line-ends.js';
import { renderManifest, type Manifest } from './manifest.js';
import type { Plan } from './plan.js';
import type { ProjectState } from './state.js';
import type { FileChange } from './unified-diff.js';

/**
 * Every file a run changes, the tool's own included, in the order they are written: the manifest is the last, so that
 * what it says is true whenever it is there.
 */
export function listChanges(
  plan: Plan,
  state: ProjectState,
  written: {
    readonly manifest: Omit<Manifest, 'files'>;
    readonly document: string;
    readonly ownFiles: ReadonlyMap<string, string>;
  },
): FileChange[] {
  const pristine = [...new Set([...plan.pristine.keys(), ...state.pristine.keys()])]
    .toSorted()
    .map((path) => ({
      path: pristinePath(path),
      ...inPlaceOf(state.pristine.get(path), plan.pristine.get(path)),
    }));
  const own = (path: string, after: string): FileChange => ({
    path,
    ...inPlaceOf(written.ownFiles.get(path), after),
  });
  return [
    ...plan.files.map(({ path, before, after, bytes }) => ({
      path,
      before,
      after,
      ...(bytes && { bytes }),
    })),
    ...pristine,
    own(layout.gitignore, gitignoreText),
    own(layout.document, written.document),
    own(layout.manifest, renderManifest({ ...written.manifest, files: plan.entries })),
  ].filter(({ before, after }) => before !== after);
}

// A checkout on Windows gives these files its line ends, too.
function inPlaceOf(before: string | undefined, after: string | undefined): Omit<FileChange, 'path'> {
  if (before === undefined || after === undefined) return { before, after };
  return { before, after: withLf(before) === withLf(after) ? before : withLineEndsOf(after, before) };
}
