import { isEjectedPlace } from './ejected.js';
import type { ManifestEntry } from './manifest.js';

/** Whether an orphan is in the way of the build: what it imports from src/generated or from a package may be gone. */
export function breaksBuild(path: string): boolean {
  return /^(src|test)\/.*\.ts$/.test(path);
}

export function whyOrphaned(path: string, { zone }: ManifestEntry): string {
  if (isEjectedPlace(path))
    return 'is yours, but what it was ejected from is gone: move your code elsewhere, then delete it';
  if (zone === 'handler' && !path.startsWith('src/handlers/')) return 'is yours, but its recipe is gone';
  if (zone === 'handler')
    return 'is yours, but its event is gone and it will not compile: move your code elsewhere, then delete it';
  return breaksBuild(path)
    ? 'is yours, but no longer needed, and it will not compile: move your code elsewhere, then delete it'
    : 'is yours, and no longer needed';
}
