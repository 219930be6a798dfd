import { join, sep } from 'node:path';

/** The folder in a receiver that is this tool's alone. */
export const toolFolder = '.sinch-webhooks';

/** What may hold settings of this tool, in the folder of a receiver or in another. */
export const configFiles = ['ts', 'mts', 'js', 'mjs', 'json'].map((end) => `sinch-webhooks.config.${end}`);

/** Where they stand in a package.json. */
export const packageKey = 'sinch-webhooks';

/** What a run keeps in it. The record of a run in progress and the way back from it are not committed. */
export const layout = {
  manifest: `${toolFolder}/manifest.json`,
  gitignore: `${toolFolder}/.gitignore`,
  /** The document as it was read last, for `diff` to compare the next one with. */
  document: `${toolFolder}/document.yaml`,
  /** The scaffold as it was written last, the base of a merge. */
  pristine: `${toolFolder}/pristine`,
  /** What `--force` replaced. */
  backup: `${toolFolder}/backup`,
  lock: `${toolFolder}/lock`,
  journal: `${toolFolder}/journal.json`,
  staging: `${toolFolder}/staging`,
  undo: `${toolFolder}/undo`,
  nextUndo: `${toolFolder}/undo.next`,
} as const;

/** Keeps out of version control what is of this machine alone. The claims on a lock lie beside it. */
export const gitignoreText = [
  `${layout.backup}/`,
  layout.journal,
  `${layout.lock}*`,
  `${layout.staging}/`,
  `${layout.undo}/`,
  `${layout.nextUndo}/`,
]
  .map((path) => `${path.slice(toolFolder.length)}\n`)
  .join('');

/** The record of a run, in one of the folders above. */
export function journalIn(folder: string): string {
  return `${folder}/journal.json`;
}

/** Where the new text of a file waits that its owner has edited. */
export function besidePath(path: string): string {
  return `${path}.sinch-new`;
}

/** The places for it, in the order they are taken: the user may have a file of their own at one. */
export function besidePaths(path: string): readonly string[] {
  const first = besidePath(path);
  return [first, `${first}.1`, `${first}.2`];
}

export function pristinePath(path: string): string {
  return `${layout.pristine}/${path}`;
}

export function inProject(directory: string, path: string): string {
  return join(directory, ...path.split('/'));
}

/** A path as it is recorded and shown, the same on every system. */
export function withSlashes(path: string, separator: string = sep): string {
  return path.replaceAll(separator, '/');
}

/**
 * Whether a path may be written or deleted: relative, below the folder, made of ordinary characters. Every path this
 * tool makes is; a manifest that somebody changed may name others.
 */
export function isSafePath(path: string): boolean {
  return path
    .split('/')
    .every((part) => /^[A-Za-z0-9._-]+$/.test(part) && !/^\.+$/.test(part) && !isRepository(part));
}

// Windows and macOS know it in capitals too, and Windows with dots behind it.
function isRepository(part: string): boolean {
  return /^\.git\.*$/i.test(part);
}

/** Whether a path lies in this tool's own folder. */
export function isToolPath(path: string): boolean {
  return path.startsWith(`${toolFolder}/`);
}
