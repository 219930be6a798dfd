import { isEjected } from './ejected.js';
import { isPristine, type Manifest } from './manifest.js';
import { breaksBuild } from './orphan.js';
import type { ProjectState } from './state.js';

/** What a run is made from, as the manifest records it. */
export type RunInput = Omit<Manifest, 'events' | 'files'>;

/** A receiver whose manifest says all there is to say of it. */
export interface SettledState extends ProjectState {
  readonly manifest: Manifest & Required<Pick<Manifest, 'events'>>;
}

/**
 * Whether a run would change nothing, told without rendering anything: the same tool, options and document would
 * write what it wrote last, and all of that is still there. What the user edited in it changes nothing about that.
 */
export function isSettled(state: ProjectState, written: RunInput): state is SettledState {
  const { manifest, files, pristine } = state;
  if (manifest?.events === undefined || !isSame(manifest, written)) return false;
  return Object.entries(manifest.files).every(([path, entry]) => {
    const content = files.get(path);
    // It is named for as long as it is there.
    if (entry.isOrphan && breaksBuild(path) && content !== undefined) return false;
    switch (entry.zone) {
      case 'generated':
        // Of a file that was edited before it was ejected, this tool's own text is still to be written.
        if (isEjected(manifest, path) && !pristine.has(path)) return false;
        return content !== undefined && isPristine(content, entry);
      case 'handler':
        return content !== undefined;
      case 'scaffold':
        return true;
      case 'conflict':
        // It waits for its owner, and every run says so.
        return content === undefined;
    }
  });
}

function isSame(manifest: Manifest, written: RunInput): boolean {
  const { version, build, options, digest, templates } = manifest;
  return (
    build !== undefined &&
    build === written.build &&
    version === written.version &&
    digest === written.digest &&
    templates === written.templates &&
    JSON.stringify(options) === JSON.stringify(written.options)
  );
}
