import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from './run-cli.js';

describe('generate', () => {
  it('writes the receiver and says what was written and what comes next', async () => {
    const folder = join(await temporaryFolder(), 'receiver');
    const argv = ['generate', folder, '--target', 'fastify', '--events', 'opt-in,MESSAGE_INBOUND'];
    const first = await runCli(argv);
    expect({ exitCode: first.exitCode, stderr: first.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(first.stdout).toMatch(/2 events on Fastify, \d+ files \(\d+ created\)/);
    expect(first.stdout).toMatch(
      /^ {2}cd .*receiver\n {2}npm install\n.*SINCH_WEBHOOK_SECRET.*\n {2}npm start$/m,
    );
    expect(first.stdout).not.toContain('differs from what Sinch sends');
    expect(await readdir(join(folder, 'src/handlers'))).toEqual(
      expect.arrayContaining(['message-inbound.ts', 'opt-in.ts']),
    );

    const second = await runCli(argv);
    expect(second.stdout).toMatch(/\(\d+ unchanged\)/);
  });

  it('prints the result as JSON alone', async () => {
    const folder = join(await temporaryFolder(), 'receiver');
    const { stdout } = await runCli([
      'generate',
      folder,
      '--target',
      'lambda',
      '--events',
      'opt-in',
      '--json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      directory: folder,
      target: 'lambda',
      events: [{ trigger: 'OPT_IN', handler: 'src/handlers/opt-in.ts' }],
      files: expect.arrayContaining([{ path: 'src/handlers/opt-in.ts', action: 'created' }]),
      differences: [],
      installed: false,
    });
  });

  it('prints nothing with --quiet', async () => {
    const folder = join(await temporaryFolder(), 'receiver');
    const ending = await runCli(['generate', folder, '--target', 'express', '--events', 'opt-in', '--quiet']);
    expect(ending).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(await readdir(folder)).toContain('package.json');
  });

  it('shows its progress on a terminal', async () => {
    const folder = join(await temporaryFolder(), 'receiver');
    const argv = ['generate', folder, '--target', 'express', '--events', 'opt-in'];
    const { stderr } = await runCli(argv, { isTTY: true, env: { NO_COLOR: '1' } });
    expect(stderr).toMatch(/Reading .*…\r/);
    expect(stderr).toMatch(/Generating .*…\r/);
  });

  it('says where a document differs from the wire: what it lacks in one line, the rest one by one', async () => {
    const folder = join(await temporaryFolder(), 'receiver');
    const argv = ['generate', folder, '--target', 'express', '--spec', '-'];
    const { exitCode, stdout } = await runCli(argv, { stdin: outdatedDocument });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ {2}It lacks 21 events: MESSAGE_INBOUND, .*BATCH_STATUS_UPDATE$/m);
    expect(stdout).toMatch(/^ {2}CONTACT_CREATE: .*contact_create_notification/m);
  });

  it('refuses a folder that is not its own, with exit code 4', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'precious.txt'), 'mine');
    const { exitCode, stderr } = await runCli(['generate', folder, '--target', 'express']);
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(/^error: /);
    expect(await readdir(folder)).toEqual(['precious.txt']);
  });
});

describe.skipIf(process.platform === 'win32')('generate --install', () => {
  it('runs npm install in the folder, and shows what npm prints apart from the result', async () => {
    const { exitCode, stdout, stderr, folder } = await install(
      'pwd > npm-ran; echo "$@" >> npm-ran; echo added 7',
      ['--json'],
    );
    expect(exitCode).toBe(0);
    expect(await readFile(join(folder, 'npm-ran'), 'utf8')).toMatch(/receiver\ninstall\n$/);
    expect(stderr).toContain('added 7');
    expect(JSON.parse(stdout)).toMatchObject({ installed: true });
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

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'generate-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const outdatedDocument = `
asyncapi: 2.6.0
info: { title: Outdated, version: '1' }
channels:
  /conversation/contact-create:
    publish:
      message:
        payload: { type: object, properties: { contact: { type: object } } }
`;
