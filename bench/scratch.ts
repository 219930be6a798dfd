import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of what a round writes, emptied. */
export function emptyFolder(): string {
  const folder = fileURLToPath(new URL('../.tmp/bench/scratch', import.meta.url));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
