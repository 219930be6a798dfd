import { readdir, readFile } from 'node:fs/promises';
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
export async function loadTemplates(target: Target): Promise<SourceFile[]> {
  const folders = ['common', ...target.templates].map(
    (folder) => new URL(`templates/${folder}/`, packageRoot),
  );
  const files = await Promise.all(folders.map(readFolder));
  return files.flat().map(({ path, text }) => ({ path: path.replace(/\.hbs$/, ''), text }));
}

/** The runtime of a receiver: every file that is not the adapter of another target. */
export async function loadRuntime(target: Target): Promise<SourceFile[]> {
  const adapters = new Set(Object.values(targets).flatMap(({ adapter }) => adapter));
  const files = await readFolder(new URL('src/runtime/', packageRoot));
  return files
    .filter(({ path }) => !adapters.has(path) || target.adapter.includes(path))
    .map(({ path, text }) => ({ path: `src/generated/runtime/${path}`, text }));
}

/** The files of a recipe and of what it has in common with others, as they are. */
export async function loadRecipe({ name, parts = [] }: Recipe): Promise<SourceFile[]> {
  const folders = [...parts, name].map((folder) => new URL(`templates/recipes/${folder}/`, packageRoot));
  const files = await Promise.all(folders.map(readFolder));
  return files.flat();
}

async function readFolder(url: URL): Promise<SourceFile[]> {
  const folder = fileURLToPath(url);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .toSorted();
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8') })));
}
