import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from './package-root.js';

/** Where the build leaves the hash of the code that it has built. */
export const builtStamp = new URL('dist/build-stamp.txt', packageRoot);

/**
 * What the text of a receiver depends on besides its document and its options: the code of this tool as it was built,
 * and what it copies and fills in, as that is now. `undefined` where nothing was built.
 */
export async function readBuildStamp(): Promise<string | undefined> {
  try {
    const code = await readFile(builtStamp, 'utf8');
    return hashFiles(code, [new URL('src/runtime/', packageRoot), new URL('templates/', packageRoot)]);
  } catch {
    return undefined;
  }
}

/** A hash over all files in these folders, on top of what came before. */
export async function hashFiles(before: string, folders: readonly URL[]): Promise<string> {
  const hash = createHash('sha256').update(before);
  for (const folder of folders.map((url) => fileURLToPath(url))) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const contents = await Promise.all(
      paths.map(async (path) => {
        const text = (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
        return [relative(folder, path).replaceAll(sep, '/'), text] as const;
      }),
    );
    for (const [name, text] of contents.toSorted(([a], [b]) => (a < b ? -1 : 1)))
      hash.update(JSON.stringify([name, text]));
  }
  return hash.digest('hex').slice(0, 16);
}
