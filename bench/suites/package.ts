import { execFile } from 'node:child_process';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Suite } from '../suite.js';
import { root } from './program.js';

const run = promisify(execFile);

/** What an installation of the package brings: its own files, and those of every package that it needs to run. */
export const packageSuite: Suite = {
  name: 'package',
  part: 'generator',
  isQuick: true,
  rounds: 0,
  subjects: [
    {
      name: 'package',
      title: 'the package',
      async measure() {
        const packed = await run('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], { cwd: root });
        const [{ unpackedSize } = { unpackedSize: NaN }] = JSON.parse(packed.stdout) as {
          unpackedSize: number;
        }[];
        const others = await neededFolders();
        let bytes = unpackedSize;
        for (const folder of others) bytes += await sizeOf(folder);
        return { megabytes: bytes / 1e6, packages: others.length + 1 };
      },
    },
  ],
  rows: [
    {
      name: 'package-size',
      what: 'the published package, unpacked, with everything it needs to run',
      subject: 'package',
      figure: 'megabytes',
      unit: 'MB',
      limit: { most: 12 },
    },
    {
      name: 'package-count',
      what: 'packages that installing it brings',
      subject: 'package',
      figure: 'packages',
      unit: 'packages',
      limit: { most: 1 },
    },
  ],
};

async function neededFolders(): Promise<readonly string[]> {
  const { stdout } = await run('npm', ['ls', '--omit=dev', '--all', '--parseable'], { cwd: root });
  return stdout.trim().split('\n').slice(1);
}

/** Of a folder, but for the packages in it, which stand for themselves. */
async function sizeOf(path: string): Promise<number> {
  const stat = await lstat(path);
  if (!stat.isDirectory()) return stat.size;
  let bytes = 0;
  for (const name of await readdir(path)) {
    if (name !== 'node_modules') bytes += await sizeOf(join(path, name));
  }
  return bytes;
}
