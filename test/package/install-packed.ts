import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export const run = promisify(execFile);

/** On Windows npm is a script, which only a shell starts. */
export function runNpm(words: readonly string[], cwd: string): Promise<{ stdout: string }> {
  return run('npm', [...words], { cwd, shell: process.platform === 'win32' });
}

/** What `npm pack --json` says of a tarball. */
export interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** Packs what was built as it would be published, and installs it into an empty folder without the registry. */
export async function installPacked(folder: string): Promise<Packed> {
  // Its scripts would build anew, under the hands of the other tests.
  const packing = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const { stdout } = await runNpm(packing, root);
  const [packed] = Object.values(JSON.parse(stdout) as Record<string, Packed>);
  if (packed === undefined) throw new Error(`npm packed nothing: ${stdout}`);
  await mkdir(join(folder, 'user'));
  await writeFile(join(folder, 'user/package.json'), '{ "private": true, "type": "module" }\n');
  const cache = join(folder, 'empty-cache');
  await runNpm(
    ['install', '--offline', '--cache', cache, join(folder, packed.filename)],
    join(folder, 'user'),
  );
  return packed;
}
