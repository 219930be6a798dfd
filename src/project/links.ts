import { UserError } from '../errors.js';
import { ifThere, type FileSystem } from './file-system.js';
import { inProject, isSafePath } from './layout.js';

/** Throws `UNSAFE_PATH` when a path leads out of the folder, by its name or through a symbolic link. */
export async function refuseLinks(
  { fs, directory }: { readonly fs: FileSystem; readonly directory: string },
  path: string,
): Promise<void> {
  if (!isSafePath(path)) throw unsafe(path, 'It is not a path that this tool writes.');
  const parts = path.split('/');
  for (let length = 1; length <= parts.length; length += 1) {
    const place = parts.slice(0, length).join('/');
    const entry = await ifThere(fs.lstat(inProject(directory, place)));
    if (entry === undefined) return;
    if (entry.isSymbolicLink()) throw unsafe(path, `${place} is a symbolic link.`);
  }
}

function unsafe(path: string, reason: string): UserError {
  return new UserError({
    code: 'UNSAFE_PATH',
    message: `${path} is neither written nor deleted. ${reason}`,
    help: 'Put an ordinary folder or file there, then run the command again.',
  });
}
