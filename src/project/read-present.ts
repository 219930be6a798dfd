import { UserError } from '../errors.js';
import { hasCode, ifThere } from './file-system.js';
import { inProject } from './layout.js';
import { refuseLinks, type SeenPlaces } from './links.js';
import type { Workspace } from './workspace.js';

/** The bytes of a file of the project; `undefined` when it is not there. Throws `UNSAFE_PATH` for one behind a link. */
export async function readPresent(
  workspace: Workspace,
  path: string,
  seen?: SeenPlaces,
): Promise<Buffer | undefined> {
  if (!(await refuseLinks(workspace, path, seen))) return undefined;
  try {
    return await ifThere(workspace.fs.readFile(inProject(workspace.directory, path)));
  } catch (error) {
    if (!hasCode(error, 'EISDIR')) throw error;
    throw new UserError({
      code: 'FOLDER_UNUSABLE',
      message: `${path} is a folder, and this tool has a file there`,
      help: 'Move the folder elsewhere, then run the command again. Nothing was written.',
      cause: error,
    });
  }
}
