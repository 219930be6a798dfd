import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { receiverFolder } from './built-receivers.js';
import { runProgram } from './server-process.js';

/** Times are medians over all events, in nanoseconds for one. */
export interface ValidatorFigures {
  /** Of the validators of all events with all that they import, minified. */
  readonly bytes: number;
  /** Of a body, in the middle. */
  readonly bodyBytes: number;
  readonly parseNanoseconds: number;
  readonly validateNanoseconds: number;
  /** How many times as fast the validator is as `JSON.parse` of the same body. */
  readonly ratio: number;
}

/** Validates a body of every event beside parsing it, in a process of its own and in turn. */
export async function measureValidators({ rounds }: { readonly rounds: number }): Promise<ValidatorFigures> {
  const receiver = await receiverFolder('lambda');
  const file = await bundleValidators(receiver);
  const output = await runProgram({
    command: [
      '--import',
      'tsx',
      fileURLToPath(new URL('validators-loop.ts', import.meta.url)),
      file,
      String(rounds),
    ],
    folder: receiver,
    environment: {},
  });
  const times = JSON.parse(output) as Omit<ValidatorFigures, 'bytes'>;
  return { bytes: (await stat(file)).size, ...times };
}

/** Puts the validators of a receiver, with all that they import, into one minified file. Resolves with its path. */
export async function bundleValidators(receiver: string): Promise<string> {
  const outfile = join(receiver, 'bundle-validators/validators.mjs');
  await build({
    entryPoints: [join(receiver, 'src/generated/validators.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
  });
  return outfile;
}
