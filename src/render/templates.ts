import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../package-root.js';
import type { Recipe } from './recipes/index.js';
import { targets, type Target } from './targets/index.js';

/** A file of a receiver before it is formatted: its path there, and its text or the template of it. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The templates of a target, by output path: those all targets share, then its own. */
export function loadTemplates(target: Target): SourceFile[] {
  const folders = ['common', ...target.templates].map(
    (folder) => new URL(`templates/${folder}/`, packageRoot),
  );
  return folders.flatMap(readFolder).map(({ path, text }) => ({ path: path.replace(/\.hbs$/, ''), text }));
}

/** The runtime of a receiver: every file that is not the adapter of another target. */
export function loadRuntime(target: Target): SourceFile[] {
  const adapters = new Set(Object.values(targets).flatMap(({ adapter }) => adapter));
  return readFolder(new URL('src/runtime/', packageRoot))
    .filter(({ path }) => !adapters.has(path) || target.adapter.includes(path))
    .map(({ path, text }) => ({ path: `src/generated/runtime/${path}`, text }));
}

/** The files of a recipe and of what it has in common with others, as they are. */
export function loadRecipe({ name, parts = [] }: Recipe): SourceFile[] {
  return [...parts, name].flatMap((folder) =>
    readFolder(new URL(`templates/recipes/${folder}/`, packageRoot)),
  );
}

// They are small and many: read one by one, where each is waited for, they are there soonest.
function readFolder(url: URL): SourceFile[] {
  const folder = fileURLToPath(url);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .toSorted();
  return paths.map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}
