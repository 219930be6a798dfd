import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../project/temporary-folder.js';
import { documentOf, newReceiver } from '../support/receiver-folder.js';
import { timesOf } from '../support/tree.js';
import { runCli } from './run-cli.js';

describe('check', () => {
  it('exits 0 straight after generate, also when what is the user’s was edited', async () => {
    const directory = await newReceiver();
    expect(await runCli(['check', directory])).toEqual({
      exitCode: 0,
      stdout: `${directory} is up to date\n`,
      stderr: '',
    });
    await appendFile(join(directory, 'README.md'), 'mine\n');
    await rm(join(directory, 'Dockerfile'));
    expect((await runCli(['check', directory])).exitCode).toBe(0);
  });

  it('exits 1, names each file and why, and writes nothing', async () => {
    const directory = await newReceiver();
    await appendFile(join(directory, 'src/generated/types.ts'), '// mine\n');
    await rm(join(directory, 'src/generated/routes.ts'));
    await rm(join(directory, 'src/handlers/opt-in.ts'));
    const before = await timesOf(directory);

    const { exitCode, stdout, stderr } = await runCli(['check', directory]);

    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      'src/generated/types.ts was edited, and is rewritten by every run',
      'src/generated/routes.ts was deleted, and is rewritten by every run',
      'src/handlers/opt-in.ts was deleted, and an event needs it: it is a stub again',
      '',
      `${directory} is not up to date. Move your edit into src/handlers, then run:`,
      `  npx sinch-webhooks generate ${directory} --force`,
      '',
    ]);
    expect(await timesOf(directory)).toEqual(before);
  });

  it('recommends the plain run where that goes on', async () => {
    const directory = await newReceiver();
    await rm(join(directory, 'src/generated/routes.ts'));

    expect((await runCli(['check', directory])).stdout).toMatch(
      / is not up to date\. Run:\n {2}npx sinch-webhooks generate \S+receiver\n$/,
    );
  });

  it('names a conflict in one line, for the file beside it is not there yet', async () => {
    const directory = await newReceiver({ spec: documentOf({ 'opt-in': {} }), events: 'all' });
    await writeFile(join(directory, 'README.md'), 'mine\n');
    const root = await temporaryFolder({ 'newer.yaml': documentOf({ 'opt-in': {}, 'opt-out': {} }).text });

    const { exitCode, stdout } = await runCli(['check', directory, '--spec', join(root, 'newer.yaml')]);

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^README\.md was edited by you where it has changed: /);
    expect(stdout).not.toContain('waits for you');
  });

  it('names the handler of the user whose event a newer document no longer has', async () => {
    const directory = await newReceiver({
      spec: documentOf({ 'opt-in': {}, 'opt-out': {} }),
      events: 'all',
    });
    await appendFile(join(directory, 'src/handlers/opt-out.ts'), '// mine\n');
    const root = await temporaryFolder({ 'newer.yaml': documentOf({ 'opt-in': {} }).text });

    const { stdout } = await runCli(['check', directory, '--spec', join(root, 'newer.yaml')]);

    expect(stdout).toMatch(/^src\/handlers\/opt-out\.ts is yours, but its event is gone/m);
  });

  it('compares with a newer document, and names it in the command that takes it', async () => {
    const directory = await newReceiver({ spec: documentOf({ 'opt-in': {} }), events: 'all' });
    const root = await temporaryFolder({ 'newer.yaml': documentOf({ 'opt-in': {}, 'opt-out': {} }).text });
    const spec = join(root, 'newer.yaml');

    const { exitCode, stdout } = await runCli(['check', directory, '--spec', spec]);

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^src\/handlers\/opt-out\.ts is new$/m);
    expect(stdout).toContain(`npx sinch-webhooks generate ${directory} --spec ${spec}\n`);
  });

  it('prints the same as JSON', async () => {
    const directory = await newReceiver();
    const settled = JSON.parse((await runCli(['check', directory, '--json'])).stdout) as { events: unknown };
    expect(settled).toMatchObject({
      upToDate: true,
      events: [{ trigger: 'MESSAGE_INBOUND' }, { trigger: 'OPT_IN' }],
    });

    await rm(join(directory, 'src/generated/routes.ts'));
    const { exitCode, stdout } = await runCli(['check', directory, '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      directory,
      target: 'fastify',
      upToDate: false,
      events: settled.events,
      files: expect.arrayContaining([
        expect.objectContaining({ path: 'src/generated/routes.ts', action: 'create' }),
        { path: 'README.md', action: 'keep', reason: 'is up to date' },
      ]),
    });
  });
});

describe('check, where there is nothing to check', () => {
  it.each([
    ['an empty folder', {}],
    ['a folder of somebody else', { 'index.html': 'mine' }],
  ])('ends in exit code 4: %s', async (_folder, files) => {
    const { exitCode, stdout, stderr } = await runCli(['check', await temporaryFolder(files)]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: '' });
    expect(stderr).toContain('npx sinch-webhooks generate my-receiver');
    expect(stderr).not.toContain('bug');
  });

  it('ends in exit code 4, and not as a bug, where a folder stands in the place of a file', async () => {
    const directory = await newReceiver();
    await rm(join(directory, 'src/generated/types.ts'));
    await mkdir(join(directory, 'src/generated/types.ts'));
    const { exitCode, stderr } = await runCli(['check', directory]);
    expect(exitCode).toBe(4);
    expect(stderr).toContain('src/generated/types.ts is a folder');
  });
});
