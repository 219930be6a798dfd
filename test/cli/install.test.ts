import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../project/temporary-folder.js';
import { describeNeeding } from '../support/describe-needing.js';
import { runCli } from './run-cli.js';

describeNeeding('posix', 'generate --install', () => {
  it('runs npm install in the folder, and shows what npm prints apart from the result', async () => {
    const { exitCode, stdout, stderr, folder } = await install(
      'pwd > npm-ran; echo "$@" >> npm-ran; echo added 7',
      ['--json'],
    );
    expect(exitCode).toBe(0);
    expect(await readFile(join(folder, 'npm-ran'), 'utf8')).toMatch(/receiver\ninstall --prefer-offline\n$/);
    expect(stderr).toContain('added 7');
    expect(JSON.parse(stdout)).toMatchObject({ installed: true });
  });

  it('has npm ask the registry where what it keeps is too old', async () => {
    const { exitCode, folder } = await install(
      'echo "$@" >> npm-ran; case "$*" in *offline*) echo npm error code ETARGET >&2; exit 1;; esac',
    );
    expect(exitCode).toBe(0);
    expect(await readFile(join(folder, 'npm-ran'), 'utf8')).toBe('install --prefer-offline\ninstall\n');
  });

  it('leaves the step out of what comes next', async () => {
    const { stdout } = await install('exit 0');
    expect(stdout).toContain('npm start');
    expect(stdout).not.toContain('npm install');
  });

  it('names the command to run by hand when npm fails, with exit code 5', async () => {
    const { exitCode, stderr, folder } = await install('echo E404 not found >&2; exit 3');
    expect(exitCode).toBe(5);
    expect(stderr).toContain('"npm install" failed (3)');
    expect(stderr).toContain(`npm install --prefix ${folder}`);
    expect(stderr.match(/E404/g)).toHaveLength(1);
  });

  it('shows what npm printed after all when it fails with --quiet', async () => {
    const { exitCode, stderr } = await install('echo E404 not found >&2; exit 3', ['--quiet']);
    expect(exitCode).toBe(5);
    expect(stderr).toContain('  E404 not found');
  });

  it('says that npm is not there', async () => {
    const { exitCode, stderr } = await install(undefined);
    expect(exitCode).toBe(5);
    expect(stderr).toContain('ENOENT');
  });
});

/** Generates with an `npm` that is the given script, or with none. */
async function install(script: string | undefined, flags: readonly string[] = []) {
  const root = await temporaryFolder();
  if (script !== undefined) {
    await writeFile(join(root, 'npm'), `#!/bin/sh\n${script}\n`);
    await chmod(join(root, 'npm'), 0o755);
  }
  const folder = join(root, 'receiver');
  const argv = ['generate', folder, '--target', 'express', '--events', 'opt-in', '--install', ...flags];
  return { ...(await runCli(argv, { env: { PATH: root } })), folder };
}
