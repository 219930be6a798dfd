import { UserError } from '../errors.js';
import { ifThere } from './file-system.js';
import { inProject, isSafePath } from './layout.js';
import type { Workspace } from './workspace.js';

/** The places of a project that were looked at in one go, and whether something is there. */
export type SeenPlaces = Map<string, boolean>;

/**
 * Throws `UNSAFE_PATH` when a path leads out of the folder, by its name or through a symbolic link. Resolves to
 * whether there is something at the path. What is `seen` is not looked at again.
 */
export async function refuseLinks(
  { fs, directory }: Workspace,
  path: string,
  seen: SeenPlaces = new Map(),
): Promise<boolean> {
  if (!isSafePath(path)) throw unsafe(path, 'It is not a path that this tool writes.');
  const parts = path.split('/');
  for (let length = 1; length <= parts.length; length += 1) {
    const place = parts.slice(0, length).join('/');
    if (!seen.has(place)) {
      const entry = await ifThere(fs.lstat(inProject(directory, place)));
      if (entry?.isSymbolicLink() === true) throw unsafe(path, `${place} is a symbolic link.`);
      seen.set(place, entry !== undefined);
    }
    if (seen.get(place) === false) return false;
  }
  return true;
}

function unsafe(path: string, reason: string): UserError {
  return new UserError({
    code: 'UNSAFE_PATH',
    message: `${path} is neither written nor deleted. ${reason}`,
    help: 'Put an ordinary folder or file there, then run the command again.',
  });
}
