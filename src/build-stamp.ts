import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from './package-root.js';
import type { Recipe } from './render/recipes/index.js';
import type { Target } from './render/targets/index.js';
import { recipeFolders, targetFolders } from './render/template-folders.js';

/** Where the build leaves the hash of the code that it has built. */
export const builtStamp = new URL('dist/build-stamp.txt', packageRoot);

/**
 * What the text of a receiver depends on besides its document and its options: the code of this tool as it was built,
 * and what it copies and fills in for the target and the recipe, as that is now. `undefined` where nothing was built.
 */
export function readBuildStamp(target: Target, recipe?: Recipe): string | undefined {
  const folders = [...targetFolders(target), ...(recipe === undefined ? [] : recipeFolders(recipe))];
  const templates = folders.map((folder) => new URL(`templates/${folder}/`, packageRoot));
  try {
    const code = readFileSync(builtStamp, 'utf8');
    return hashFiles(code, [new URL('src/runtime/', packageRoot), ...templates]);
  } catch {
    return undefined;
  }
}

/**
 * A hash over all files in these folders, on top of what came before. Every run begins with it, and waits for it: read
 * one by one they are there soonest.
 */
export function hashFiles(before: string, folders: readonly URL[]): string {
  const hash = createHash('sha256').update(before);
  for (const folder of folders.map((url) => fileURLToPath(url))) {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const contents = entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [relative(folder, path).replaceAll(sep, '/'), withoutReturns(readFileSync(path))] as const;
      });
    // A file that moves from one folder to the next makes a difference.
    hash.update(`${contents.length}`);
    for (const [name, bytes] of contents.toSorted(([a], [b]) => (a < b ? -1 : 1)))
      hash.update(JSON.stringify([name, bytes.length])).update(bytes);
  }
  return hash.digest('hex').slice(0, 16);
}

// A checkout on Windows gives files its line ends, and is the same build.
function withoutReturns(bytes: Buffer): Buffer {
  return bytes.includes('\r\n') ? Buffer.from(bytes.toString('utf8').replaceAll('\r\n', '\n')) : bytes;
}
