import { execFileSync } from 'node:child_process';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../project/temporary-folder.js';
import { documentOf, newReceiver } from '../support/receiver-folder.js';
import { treeOf } from '../support/tree.js';
import { runCli } from './run-cli.js';

describe('generate in a receiver', () => {
  it('tells each change and why, and no steps that were taken before', async () => {
    const directory = await newReceiver();
    await appendFile(join(directory, 'src/handlers/opt-in.ts'), '// mine\n');
    const { exitCode, stdout } = await runCli(['generate', directory, '--events', 'message-inbound,opt-out']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/2 events on Fastify, \d+ files \(1 orphaned, .*\d+ left as they are\)/);
    expect(stdout).toMatch(
      /^ {2}src\/handlers\/opt-in\.ts is yours, but its event is gone and it will not compile: /m,
    );
    expect(stdout).toMatch(/^ {2}src\/handlers\/opt-out\.ts is new$/m);
    expect(stdout).not.toMatch(/Next:|is up to date$/m);
  });

  it.each(['all', 'ALL'])('lifts a selection with --events %s', async (all) => {
    const directory = await newReceiver();
    expect((await runCli(['generate', directory, '--events', all])).stdout).toContain('22 events');
    expect((await runCli(['check', directory])).exitCode).toBe(0);
  });

  it('is up to date in JSON, too', async () => {
    const directory = await newReceiver();
    expect(JSON.parse((await runCli(['generate', directory, '--json'])).stdout)).toEqual({
      directory,
      target: 'fastify',
      upToDate: true,
      events: [
        {
          trigger: 'MESSAGE_INBOUND',
          handler: 'src/handlers/message-inbound.ts',
          eventKey: 'message',
        },
        { trigger: 'OPT_IN', handler: 'src/handlers/opt-in.ts', eventKey: 'opt_in_notification' },
      ],
      droppedEvents: [],
      files: [],
      differences: [],
      installed: false,
    });
  });
});

describe('a document that lost a chosen event', () => {
  it('takes it from the choice, and every command that sees it says so', async () => {
    const root = await temporaryFolder({ 'sinch.yaml': documentOf({ 'opt-in': {}, 'opt-out': {} }).text });
    const [directory, spec] = [join(root, 'receiver'), join(root, 'sinch.yaml')];
    const argv = ['generate', directory, '--target', 'fastify', '--spec', spec, '--events', 'opt-in,opt-out'];
    await runCli(argv);
    await writeFile(spec, documentOf({ 'opt-in': {} }).text);
    const lost = /^The document no longer has OPT_OUT: dropped from the chosen events\.$/m;

    const checked = await runCli(['check', directory]);
    expect(checked.exitCode).toBe(1);
    expect(checked.stdout).toMatch(lost);
    expect(checked.stdout).toMatch(/^src\/handlers\/opt-out\.ts is no longer needed$/m);

    const dry = await runCli(['generate', directory, '--dry-run']);
    expect(dry.stdout).toMatch(/^diff --git /);
    expect(dry.stderr).toMatch(lost);

    const { exitCode, stdout } = await runCli(['generate', directory]);
    expect({ exitCode, lost: lost.test(stdout) }).toEqual({ exitCode: 0, lost: true });
    expect((await runCli(['check', directory])).exitCode).toBe(0);

    expect(await runCli(argv)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('no event "opt-out"'),
    });
  });
});

describe('a conflict', () => {
  it('in the scaffold ends in exit code 6, tried or done, with the new text beside the file', async () => {
    const directory = await newReceiver();
    await writeFile(join(directory, 'README.md'), 'mine\n');
    const argv = ['generate', directory, '--target', 'lambda'];
    const dry = await runCli([...argv, '--dry-run']);
    expect(dry.exitCode).toBe(6);
    expect(dry.stderr).toMatch(/^.* would be: .*\(1 in conflict, .*\)\. Nothing was written\.\n$/);
    expect(dry.stdout).toMatch(/^diff --git a\/.* b\/README\.md\.sinch-new$/m);

    const { exitCode, stdout, stderr } = await runCli(argv);
    expect({ exitCode, stderr }).toEqual({ exitCode: 6, stderr: '' });
    expect(stdout).toMatch(/^ {2}README\.md was edited by you .*: compare it with README\.md\.sinch-new/m);
    expect(stdout).toContain('(1 in conflict, ');
    expect(stdout.match(/README\.md/g)).toHaveLength(2);
    expect(await treeOf(directory)).toMatchObject({
      'README.md': 'mine\n',
      'README.md.sinch-new': expect.any(String),
    });
  });

  it('in src/generated stops the run with exit code 6 and the diff, unless it is forced', async () => {
    const directory = await newReceiver();
    await appendFile(join(directory, 'src/generated/types.ts'), '// mine\n');
    const before = await treeOf(directory);

    for (const flags of [[], ['--dry-run']]) {
      const { exitCode, stdout, stderr } = await runCli(['generate', directory, ...flags]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 6, stdout: '' });
      expect(stderr).toMatch(/^error: A file in src\/generated .*\n {2}diff --git /);
      expect(stderr).toMatch(/^ {2}-\/\/ mine$/m);
      expect(stderr).toContain('--force');
    }
    expect(await treeOf(directory)).toEqual(before);

    const { exitCode, stdout } = await runCli(['generate', directory, '--force']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/types\.ts was edited: the edited file is now \.sinch-webhooks\/backup\//);
    expect(stdout.match(/\.sinch-webhooks\/backup/g)).toHaveLength(1);
  });
});

describe('a handler of the user whose event is gone', () => {
  it('is named by every run and every check until it is gone, for it breaks the build', async () => {
    const directory = await newReceiver();
    const handler = join(directory, 'src/handlers/opt-in.ts');
    await appendFile(handler, '// mine\n');
    await runCli(['generate', directory, '--events', 'message-inbound']);
    const named = /opt-in\.ts is yours, but its event is gone and it will not compile: move/;

    expect((await runCli(['check', directory])).stdout).toMatch(named);
    expect((await runCli(['generate', directory])).stdout).toMatch(named);
    await rm(handler);
    expect((await runCli(['check', directory])).stdout).toBe(`${directory} is up to date\n`);
  });

  it('is one of a target as well', async () => {
    const directory = await newReceiver();
    await appendFile(join(directory, 'src/server.ts'), '// mine\n');
    await runCli(['generate', directory, '--target', 'lambda']);

    expect((await runCli(['check', directory])).stdout).toMatch(
      /^src\/server\.ts is yours, but no longer needed, and it will not compile: move/m,
    );
  });
});

describe('what a document lacks', () => {
  it('is told when the document is new, and not again', async () => {
    const root = await temporaryFolder({ 'sinch.yaml': documentOf({ 'opt-in': {} }).text });
    const [directory, spec] = [join(root, 'receiver'), join(root, 'sinch.yaml')];
    const first = await runCli(['generate', directory, '--target', 'fastify', '--spec', spec]);
    const other = await runCli(['generate', directory, '--target', 'express']);

    expect(first.stdout).toContain('It lacks 21 events');
    expect(other.stdout).not.toContain('It lacks');
  });
});

describe('generate --dry-run', () => {
  it('prints nothing but a diff that git applies, sums it up beside it, and writes nothing', async () => {
    const directory = await newReceiver();
    const before = await treeOf(directory);
    const { exitCode, stdout, stderr } = await runCli([
      'generate',
      directory,
      '--events',
      'opt-out',
      '--dry-run',
    ]);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^\S+ would be: 1 event on Fastify, .*\. Nothing was written\.\n$/);
    expect(stdout).toMatch(/^diff --git a\//);
    expect(await treeOf(directory)).toEqual(before);

    execFileSync('git', ['init', '--quiet'], { cwd: directory });
    execFileSync('git', ['apply', '-'], { cwd: directory, input: stdout, stdio: 'pipe' });
    expect(await runCli(['check', directory])).toMatchObject({ exitCode: 0 });
  });

  it('prints nothing when there is nothing to do', async () => {
    const directory = await newReceiver();
    expect(await runCli(['generate', directory, '--dry-run'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: `${directory} is up to date: nothing would be written\n`,
    });
    expect(await runCli(['generate', directory, '--dry-run', '--quiet'])).toMatchObject({ stderr: '' });
  });

  it('says with --json what becomes of each file, without their texts', async () => {
    const directory = await newReceiver();
    await rm(join(directory, 'src/handlers/opt-in.ts'));
    const { stdout } = await runCli(['generate', directory, '--dry-run', '--json']);
    const { files, upToDate } = JSON.parse(stdout) as { files: { path: string }[]; upToDate: boolean };
    expect(upToDate).toBe(false);
    expect(files.find(({ path }) => path === 'src/handlers/opt-in.ts')).toEqual({
      path: 'src/handlers/opt-in.ts',
      action: 'create',
      reason: expect.stringContaining('it is a stub again'),
    });
  });
});
