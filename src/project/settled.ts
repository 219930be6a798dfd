import { isPristine, type Manifest } from './manifest.js';
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
  const { manifest, files } = state;
  if (manifest?.events === undefined || !isSame(manifest, written)) return false;
  // They are named for as long as they are there.
  if (hasOrphans({ manifest, files })) return false;
  return Object.entries(manifest.files).every(([path, entry]) => {
    const content = files.get(path);
    switch (entry.zone) {
      case 'generated':
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

/** Whether a file of the user's is there that breaks the build: its event is gone, or what it imports is. */
function hasOrphans({ manifest, files }: { manifest: Manifest; files: ProjectState['files'] }): boolean {
  const registry = files.get('src/generated/handlers.ts');
  return Object.entries(manifest.files).some(([path, { zone }]) => {
    const content = files.get(path);
    if (content === undefined) return false;
    if (zone === 'handler') return registry !== undefined && !registry.includes(`'../${nameInSrc(path)}.js'`);
    if (zone !== 'scaffold' || !/^src\/[^/]+\.ts$/.test(path)) return false;
    const imported = [...content.matchAll(/ from '\.\/(generated\/[\w/-]+)\.js'/g)];
    return imported.some(([, name = '']) => manifest.files[`src/${name}.ts`] === undefined);
  });
}

function nameInSrc(path: string): string {
  return path.replace(/^src\//, '').replace(/\.ts$/, '');
}

function isSame(manifest: Manifest, written: RunInput): boolean {
  const { version, build, options, digest } = manifest;
  return (
    build !== undefined &&
    build === written.build &&
    version === written.version &&
    digest === written.digest &&
    JSON.stringify(options) === JSON.stringify(written.options)
  );
}
