import { execFile } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/check.js';
import { eject } from '../../src/eject.js';
import { listEjectable } from '../../src/project/ejected.js';
import { nodeFileSystem } from '../../src/project/file-system.js';
import { readManifest } from '../../src/project/state.js';
import { targetNames } from '../../src/render/targets/index.js';
import { generateReceiver } from './generate-receiver.js';
import { everyStrictFlag, tsc } from './tsc.js';

describe.each(targetNames)('a receiver for %s, of which everything that can be is ejected', (target) => {
  it('compiles, passes its own tests, and is up to date', async () => {
    const directory = await generateReceiver(`ejected-${target}`, target);
    const manifest = await readManifest({ fs: nodeFileSystem, directory });
    const files = manifest === undefined ? [] : listEjectable(manifest);
    expect(files.length).toBeGreaterThan(40);

    for (const file of files) await eject({ directory, file });

    const ejected = await readdir(join(directory, 'src/ejected'), { recursive: true, withFileTypes: true });
    expect(ejected.filter((entry) => entry.isFile())).toHaveLength(files.length);
    expect(await tsc(directory, ...everyStrictFlag)).toBe('');
    expect(await testsOf(directory)).toMatch(/^# fail 0$/m);
    expect((await check({ directory })).changes).toEqual([]);
    await rm(directory, { recursive: true });
  });
});

/** What `npm test` runs in a receiver. */
function testsOf(directory: string): Promise<string> {
  const argv = ['--import', 'tsx', '--test', '--test-reporter', 'tap', 'test/receiver.test.ts'];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      argv,
      { cwd: directory, env: { PATH: process.env['PATH'] } },
      (_error, stdout, stderr) => resolve(`${stdout}${stderr}`),
    );
  });
}
