import type { Stats } from 'node:fs';
import { UserError } from '../errors.js';
import { ifThere } from './file-system.js';
import { inProject, isSafePath } from './layout.js';
import type { Workspace } from './workspace.js';

/** What lies at a place: an `other` is a pipe, a socket or a device, and whoever reads it may wait for ever. */
export type Kind = 'file' | 'folder' | 'other';

/** The places of a project that were looked at in one go; `undefined` where nothing is. */
export type SeenPlaces = Map<string, Kind | undefined>;

/**
 * Throws `UNSAFE_PATH` when a path leads out of the folder, by its name or through a symbolic link, and
 * `FOLDER_UNUSABLE` when it leads through what is no folder. Resolves to what is at the path, `undefined` when nothing
 * is. What is `seen` is not looked at again.
 */
export async function refuseLinks(
  { fs, directory }: Workspace,
  path: string,
  seen: SeenPlaces = new Map(),
): Promise<Kind | undefined> {
  if (!isSafePath(path)) throw unsafe(path, 'It is not a path that this tool writes.');
  const parts = path.split('/');
  for (let length = 1; length <= parts.length; length += 1) {
    const place = parts.slice(0, length).join('/');
    if (!seen.has(place)) {
      const entry = await ifThere(fs.lstat(inProject(directory, place)));
      if (entry?.isSymbolicLink() === true) throw unsafe(path, `${place} is a symbolic link.`);
      seen.set(place, entry && kindOf(entry));
    }
    const kind = seen.get(place);
    if (kind === undefined) return undefined;
    if (length < parts.length && kind !== 'folder') throw unusable(place, kind, 'folder');
  }
  return seen.get(path);
}

/** A place where the other of file and folder is needed, or where neither is. */
export function unusable(place: string, kind: Kind, needed: 'file' | 'folder'): UserError {
  const is = kind === 'other' ? 'neither a file nor a folder' : `a ${kind}`;
  return new UserError({
    code: 'FOLDER_UNUSABLE',
    message: `${place} is ${is}, and this tool has a ${needed} there`,
    help: 'Move it elsewhere, then run the command again. Nothing was written.',
  });
}

function kindOf(entry: Stats): Kind {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : 'other';
}

function unsafe(path: string, reason: string): UserError {
  return new UserError({
    code: 'UNSAFE_PATH',
    message: `${path} is neither written nor deleted. ${reason}`,
    help: 'Put an ordinary folder or file there, then run the command again.',
  });
}
