import { ifThere } from './file-system.js';
import { inProject } from './layout.js';
import { refuseLinks, unusable, type SeenPlaces } from './links.js';
import type { Workspace } from './workspace.js';

/**
 * The bytes of a file of the project; `undefined` when it is not there. Throws `UNSAFE_PATH` for one behind a link, and
 * `FOLDER_UNUSABLE` for what is no file.
 */
export async function readPresent(
  workspace: Workspace,
  path: string,
  seen?: SeenPlaces,
): Promise<Buffer | undefined> {
  const kind = await refuseLinks(workspace, path, seen);
  if (kind === undefined) return undefined;
  if (kind !== 'file') throw unusable(path, kind, 'file');
  return ifThere(workspace.fs.readFile(inProject(workspace.directory, path)));
}

/** The same, as text. */
export async function readPresentText(workspace: Workspace, path: string): Promise<string | undefined> {
  return (await readPresent(workspace, path))?.toString('utf8');
}
