import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export const run = promisify(execFile);

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
  const { stdout } = await run('npm', packing, { cwd: root });
  const [packed] = Object.values(JSON.parse(stdout) as Record<string, Packed>);
  if (packed === undefined) throw new Error(`npm packed nothing: ${stdout}`);
  await mkdir(join(folder, 'user'));
  await writeFile(join(folder, 'user/package.json'), '{ "private": true, "type": "module" }\n');
  const cache = join(folder, 'empty-cache');
  await run('npm', ['install', '--offline', '--cache', cache, join(folder, packed.filename)], {
    cwd: join(folder, 'user'),
  });
  return packed;
}
