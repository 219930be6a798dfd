import type { Recipe } from './recipes/index.js';
import type { Target } from './targets/index.js';

/** The folders below `templates` that a target's files are made of. */
export function targetFolders(target: Target): string[] {
  return ['common', ...target.templates];
}

/** Those of a recipe's files, and of what it has in common with others. */
export function recipeFolders({ name, parts = [] }: Recipe): string[] {
  return [...parts, name].map((folder) => `recipes/${folder}`);
}
