import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../project/temporary-folder.js';
import { documentOf } from '../support/receiver-folder.js';
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
    expect(second).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: `${folder} is up to date: nothing was written\n`,
    });
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
      upToDate: false,
      events: [{ trigger: 'OPT_IN', handler: 'src/handlers/opt-in.ts', eventKey: 'opt_in_notification' }],
      files: expect.arrayContaining([{ path: 'src/handlers/opt-in.ts', action: 'create', reason: 'is new' }]),
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
    expect(stdout).toMatch(/^ {2}It lacks 21 events: MESSAGE_INBOUND, (?:\w+, ){6}\w+ and 13 more$/m);
    expect(stdout).toMatch(/^ {2}CONTACT_CREATE: .*contact_create_notification/m);
  });

  it('says of which events nothing in a body tells, and what to do about it', async () => {
    const folder = join(await temporaryFolder(), 'receiver');
    const argv = ['generate', folder, '--target', 'express', '--spec', '-'];
    const { stdout } = await runCli(argv, { stdin: documentOf({ 'thing-made': {}, 'opt-in': {} }).text });
    expect(stdout).toContain('Nothing in a body tells THING_MADE: only the path');
    expect(stdout).toContain('x-sinch-event-key');
  });

  it('names the document in what comes next, so that send knows its events', async () => {
    const root = await temporaryFolder({ 'my sinch.yaml': documentOf({ 'opt-in': {} }).text });
    const spec = join(root, 'my sinch.yaml');
    const { stdout } = await runCli([
      'generate',
      join(root, 'receiver'),
      '--target',
      'express',
      '--spec',
      spec,
    ]);
    expect(stdout).toContain(`npx sinch-webhooks send OPT_IN --spec '${spec}' --secret <secret>`);
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

const outdatedDocument = `
asyncapi: 2.6.0
info: { title: Outdated, version: '1' }
channels:
  /conversation/contact-create:
    publish:
      message:
        payload: { type: object, properties: { contact: { type: object } } }
`;
