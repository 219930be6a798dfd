import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

/** Runs the compiler on a project, and resolves with what it found: nothing when all is well. */
export function tsc(project: string, ...flags: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [compiler, '-p', project, '--pretty', 'false', ...flags],
      (error, stdout, stderr) => {
        resolve(error === null ? '' : `${stdout}${stderr}` || error.message);
      },
    );
  });
}

/** Every check that is not part of `strict`, since a user's project may have any of them on. */
export const everyStrictFlag: readonly string[] = `
  --noUnusedLocals --noUnusedParameters --noImplicitReturns --noImplicitOverride
  --exactOptionalPropertyTypes --noPropertyAccessFromIndexSignature --noUncheckedIndexedAccess
  --noFallthroughCasesInSwitch --allowUnreachableCode false --allowUnusedLabels false`
  .trim()
  .split(/\s+/);
