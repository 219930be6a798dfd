import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The way back from the last run, and what says that a run is at work. */
const ofThisMachine = /^\.sinch-webhooks\/(undo|lock|journal)/;

/** Every file of a project by its path, but for what is not committed. */
export async function treeOf(folder: string): Promise<Record<string, string>> {
  const paths = await listFiles(folder);
  const texts = paths.map(async (path) => [path, await readFile(join(folder, path), 'latin1')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

/** When each file of a project was written last, and which one it is. */
export async function timesOf(folder: string): Promise<Record<string, string>> {
  const paths = await listFiles(folder);
  const times = paths.map(async (path) => {
    const { mtimeMs, ino } = await stat(join(folder, path));
    return [path, `${mtimeMs} ${ino}`] as const;
  });
  return Object.fromEntries(await Promise.all(times));
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((path) => !ofThisMachine.test(path))
    .toSorted();
}
