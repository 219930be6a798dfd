// Brings the official AsyncAPI examples into .cache/examples, where `npm run test:examples` looks for them. They are other
// people's documents and no part of this repository. Each release of the AsyncAPI CLI carries those of one version of
// AsyncAPI; what npm brings is used only if it is, byte for byte, what was looked at when its hash was written here.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const releases = [
  {
    name: '@asyncapi/cli@0.32.0',
    integrity:
      'sha512-KeMPOHHhXUblO7y38yWQw7A6X3bnyjX6HRHjlr9AMNezmWOmm9L5YzQ1pM6kEyI6eBQgTpwmHtwN8qhpZ/1J0g==',
    folder: 'asyncapi-2',
  },
  {
    name: '@asyncapi/cli@6.2.0',
    integrity:
      'sha512-uAHKi86tXC/mMDzPCtUHZ27sf/TnZCt9CkzmCkdTnQGOrSkR5pCi8yTgJdhX94yexroJ5WOjnpdvBAeowmqjig==',
    folder: 'asyncapi-3',
  },
];

const run = promisify(execFile);
const cache = fileURLToPath(new URL('../.cache/examples/', import.meta.url));

await mkdir(cache, { recursive: true });
for (const release of releases) {
  const folder = join(cache, release.folder);
  if (!existsSync(folder)) await fetchInto(folder, release);
}

async function fetchInto(folder, { name, integrity }) {
  const work = await mkdtemp(`${folder}-`);
  try {
    console.log(`Fetching the examples in ${name}`);
    const { stdout } = await run('npm', [
      'pack',
      name,
      '--json',
      '--ignore-scripts',
      '--pack-destination',
      work,
    ]);
    const [packed] = Object.values(JSON.parse(stdout));
    const tarball = join(work, packed.filename);
    const hash = `sha512-${createHash('sha512')
      .update(await readFile(tarball))
      .digest('base64')}`;
    if (hash !== integrity) throw new Error(`${name} is ${hash}, and was ${integrity}`);
    await run('tar', ['-xzf', tarball, '-C', work, 'package/assets/examples']);
    await rename(join(work, 'package/assets/examples'), folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
