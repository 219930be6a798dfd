import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { UserError } from '../errors.js';
import { manifestPath } from './manifest.js';
import type { PlannedFile } from './plan.js';

/** Carries a plan out; the manifest comes last, so that a run which was cut short is seen as not finished. */
export async function applyPlan(
  directory: string,
  plan: readonly PlannedFile[],
  manifest: string,
): Promise<void> {
  try {
    for (const { path, action, content } of plan) {
      if (content !== undefined) await writeWhole(join(directory, path), content);
      if (action === 'deleted') await rm(join(directory, path));
    }
    await writeWhole(join(directory, manifestPath), manifest);
  } catch (error) {
    throw new UserError({
      code: 'FOLDER_UNUSABLE',
      message: `${directory} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      help: 'Check that the folder may be written and the disk has space, then run the command again.',
      cause: error,
    });
  }
}

// Renamed into place, so that a file is there whole or not at all.
async function writeWhole(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const staged = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  await writeFile(staged, content, { flag: 'wx' });
  await rename(staged, path);
}
