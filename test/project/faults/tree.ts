import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The bytes of every file, by its path. */
export type Tree = ReadonlyMap<string, string>;

// What a run in progress keeps of itself, and the way back from the last one.
const transient = /^\.sinch-webhooks\/(lock[^/]*|undo|undo\.next|staging|journal\.json)(\/|$)/;

/** The tree a user sees, and what the tool remembers of it. */
export function readTree(directory: string): Tree {
  const files = listFiles(directory).filter((path) => !transient.test(path));
  return new Map(files.map((path) => [path, readEntry(join(directory, path))]));
}

export function listFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .toSorted();
}

// A link is what it is, and not what it leads to.
function readEntry(path: string): string {
  return lstatSync(path).isSymbolicLink() ? `-> ${readlinkSync(path)}` : readFileSync(path, 'latin1');
}

/** What a run that has ended must not leave: copies on their way, staged files, its record and its lock. */
export function listLeftovers(directory: string): string[] {
  return listFiles(directory).filter((path) =>
    /\.sinch-tmp$|^\.sinch-webhooks\/(staging|undo\.next|journal|lock)/.test(path),
  );
}

/** When each file was written last. */
export function readTimes(directory: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    listFiles(directory)
      .filter((path) => !transient.test(path))
      .map((path) => [path, statSync(join(directory, path)).mtimeMs]),
  );
}

/** The paths at which two trees differ. */
export function compareTrees(one: Tree, other: Tree): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path));
}
