import { resolve } from 'node:path';
import { UserError } from '../errors.js';
import { nodeFileSystem, type FileSystem } from './file-system.js';

/** The folder a run works on, and the operations it does so with. */
export interface Workspace {
  readonly fs: FileSystem;
  readonly directory: string;
}

/** The folder that a user named, which may be the one they are in, but not by mistake. */
export function openWorkspace({
  directory,
  fileSystem = nodeFileSystem,
}: {
  readonly directory: string;
  readonly fileSystem?: FileSystem;
}): Workspace {
  // A program in JavaScript may leave it out.
  if (typeof directory !== 'string' || directory.trim() === '') {
    throw new UserError({
      code: 'USAGE',
      message: 'The name of the folder is empty',
      help: 'Name a folder, or leave it out for the one you are in.',
    });
  }
  return { fs: fileSystem, directory: resolve(directory) };
}
