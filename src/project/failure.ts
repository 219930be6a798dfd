import { UserError } from '../errors.js';

/** A failed file operation as something a user can mend; any other error as it is. */
export function describeFailure(error: unknown, directory: string): unknown {
  const isSystemError = error instanceof Error && 'syscall' in error;
  if (error instanceof UserError || !isSystemError) return error;
  return new UserError({
    code: 'FOLDER_UNUSABLE',
    message: `${directory} cannot be used: ${error.message}`,
    help: 'Check that the folder may be read and written and the disk has space, then run the command again.',
    cause: error,
  });
}
