import type { ManifestEntry } from './manifest.js';
import type { PlannedFile } from './planned-file.js';

/** One file's fate, and what is remembered of it for the next run. */
export interface Decision {
  readonly planned: PlannedFile;
  readonly entry: ManifestEntry | undefined;
  readonly pristine?: string;
}

/** The file stays as it is for what its owner did to it. */
export function keepOwners(path: string, reason: string, before: string | undefined): PlannedFile {
  return { path, action: 'keep', reason, before, after: before, isOwners: true };
}

export function keep(path: string, reason: string, before: string): PlannedFile {
  return { path, action: 'keep', reason, before, after: before };
}
