import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../package-root.js';
import type { Recipe } from './recipes/index.js';
import { targets, type Target } from './targets/index.js';
import { recipeFolders, targetFolders } from './template-folders.js';

/** A file of a receiver before it is formatted: its path there, and its text or the template of it. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Where the text is below `templates`, if it is from there. */
  readonly template?: string;
  /** The text is the user's own, in place of the one that is there. */
  readonly isCustom?: true;
}

/** The templates of a target, by output path: those all targets share, then its own. */
export function loadTemplates(target: Target): SourceFile[] {
  return targetFolders(target)
    .flatMap(readTemplates)
    .map((file) => ({ ...file, path: file.path.replace(/\.hbs$/, '') }));
}

/** The path of every template there is, below `templates`. */
export function listTemplatePaths(): string[] {
  return listFiles(fileURLToPath(templatesFolder));
}

/** The text of a template, by that path. */
export function readTemplate(path: string): string {
  return readFileSync(new URL(path, templatesFolder), 'utf8');
}

/** The runtime of a receiver: every file that is not the adapter of another target. */
export function loadRuntime(target: Target): SourceFile[] {
  const adapters = new Set(Object.values(targets).flatMap(({ adapter }) => adapter));
  return readFolder(new URL('src/runtime/', packageRoot))
    .filter(({ path }) => !adapters.has(path) || target.adapter.includes(path))
    .map(({ path, text }) => ({ path: `src/generated/runtime/${path}`, text }));
}

/** The files of a recipe and of what it has in common with others, as they are. */
export function loadRecipe(recipe: Recipe): SourceFile[] {
  return recipeFolders(recipe).flatMap(readTemplates);
}

const templatesFolder = new URL('templates/', packageRoot);

function readTemplates(folder: string): SourceFile[] {
  return readFolder(new URL(`${folder}/`, templatesFolder)).map((file) => ({
    ...file,
    template: `${folder}/${file.path}`,
  }));
}

// They are small and many: read one by one, where each is waited for, they are there soonest.
function readFolder(url: URL): SourceFile[] {
  const folder = fileURLToPath(url);
  return listFiles(folder).map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .toSorted();
}
