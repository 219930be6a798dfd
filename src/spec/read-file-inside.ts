import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { UserError } from '../errors.js';
import { collect } from './collect.js';
import { isInside } from './is-inside.js';
import { folderHelp } from './resolve-address.js';
import { systemCode } from './system-code.js';

// A pipe would make whoever opens it wait for a writer; a link may have come since the path was looked at.
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** Reads a file that is in a folder, or below, wherever links lead. */
export async function readFileInside(
  folder: string,
  file: { readonly path: string; readonly name: string; readonly maxBytes: number },
): Promise<Uint8Array> {
  const { name, maxBytes } = file;
  try {
    const root = await realpath(folder);
    const real = await realpath(join(root, ...file.path.split('/')));
    if (!isInside(root, real)) throw refused(`${name} leads out of the folder of the document`, folderHelp);
    if (isHidden(relative(root, real))) throw refused(`${name} leads to a hidden file`, folderHelp);
    const handle = await open(real, flags);
    try {
      if (!(await handle.stat()).isFile())
        throw refused(`${name} is not a file`, 'Name a file of YAML or JSON.');
      return await collect({ name, chunks: handle.createReadStream({ autoClose: false }), maxBytes });
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const code = systemCode(cause) ?? 'for an unknown reason';
    const isMissing = ['ENOENT', 'ENOTDIR'].includes(code);
    const what = isMissing ? `there is no ${name}` : `${name} cannot be read (${code})`;
    throw refused(what, 'Correct the path; it begins at the file that the reference stands in.', cause);
  }
}

function isHidden(path: string): boolean {
  return path.split(sep).some((step) => step.startsWith('.'));
}

function refused(message: string, help: string, cause?: unknown): UserError {
  return new UserError({ code: 'SPEC_REFERENCE', message, help, cause });
}
