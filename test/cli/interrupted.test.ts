import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeInterruption } from '../../src/cli/interruption.js';
import type { FileSystem } from '../../src/project/file-system.js';
import { generate } from '../../src/generate.js';
import { undo } from '../../src/undo.js';
import { callOperation, mapOperations } from '../project/faults/quick-file-system.js';
import { documentOf, newReceiver } from '../support/receiver-folder.js';
import { treeOf } from '../support/tree.js';
import { runCli } from './run-cli.js';

describe('after a run that was interrupted', () => {
  it('check exits 1 and says what to do, and generate says that it has finished it', async () => {
    const directory = await newReceiver();
    await interrupted(directory, (fileSystem) => generate({ directory, target: 'express', fileSystem }));

    const checked = await runCli(['check', directory]);
    expect(checked.exitCode).toBe(1);
    expect(checked.stdout).toContain('an interrupted run waits');
    expect((await runCli(['generate', directory, '--dry-run'])).stderr).toContain('An interrupted run waits');
    expect(describeInterruption(directory, 'writing')).toContain('the next generate finishes');

    const { exitCode, stdout } = await runCli(['generate', directory]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Finished the run that was interrupted: \d+ files\n.* is up to date\n$/);
    expect((await runCli(['check', directory])).exitCode).toBe(0);
    expect(await readFile(join(directory, 'package.json'), 'utf8')).toContain('express');
  });

  it('generate says that it has taken it back where it could not be finished', async () => {
    const directory = await newReceiver();
    const before = await treeOf(directory);
    await interrupted(directory, (fileSystem) => generate({ directory, target: 'express', fileSystem }));
    await rm(join(directory, '.sinch-webhooks/staging'), { recursive: true });

    const { exitCode, stdout } = await runCli(['generate', directory]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Took back the run that was interrupted: \d+ files\n/);
    expect(await treeOf(directory)).toEqual(before);
  });

  it('generate still ends in exit code 6 where a conflict waits', async () => {
    const directory = await newReceiver();
    await writeFile(join(directory, 'README.md'), 'mine\n');
    await interrupted(directory, (fileSystem) => generate({ directory, target: 'lambda', fileSystem }));

    const { exitCode, stdout } = await runCli(['generate', directory]);
    expect(exitCode).toBe(6);
    expect(stdout).toMatch(/^Finished the run/);
    expect(stdout).toContain('compare it with README.md.sinch-new');
  });

  it('undo finishes one that was to take a run back, and says so', async () => {
    const directory = await newReceiver();
    const before = await treeOf(directory);
    await generate({ directory, target: 'express' });
    await interrupted(directory, (fileSystem) => undo({ directory, fileSystem }));

    const { exitCode, stdout } = await runCli(['undo', directory]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Finished the undo that was interrupted/);
    expect(stdout).toMatch(/^restored {2}package\.json$/m);
    expect(await treeOf(directory)).toEqual(before);
  });

  it('undo takes back no other run than that', async () => {
    const directory = await newReceiver();
    const before = await treeOf(directory);
    await interrupted(directory, (fileSystem) => generate({ directory, target: 'express', fileSystem }));
    await rm(join(directory, '.sinch-webhooks/staging'), { recursive: true });

    const { exitCode, stdout } = await runCli(['undo', directory]);
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^Took back/) });
    expect(await treeOf(directory)).toEqual(before);
  });
});

it('an interruption says what it leaves', () => {
  expect(describeInterruption('nowhere', 'reading')).toContain('nothing was written');
  expect(describeInterruption('nowhere', 'writing')).toContain('Run generate again');
  expect(describeInterruption('nowhere', 'written')).toContain('all of nowhere is written');
});

it('a conflict is told by every run until the file that waits is gone', async () => {
  const directory = await newReceiver();
  await writeFile(join(directory, 'README.md'), 'mine\n');
  expect((await runCli(['generate', directory, '--target', 'lambda'])).exitCode).toBe(6);
  const waiting = /^ *README\.md was edited by you .*: compare it with README\.md\.sinch-new/m;

  expect(await runCli(['generate', directory])).toMatchObject({
    exitCode: 6,
    stdout: expect.stringMatching(waiting),
  });
  const checked = await runCli(['check', directory]);
  expect(checked).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(waiting) });
  expect(checked.stdout).not.toContain('npx sinch-webhooks generate');

  await rm(join(directory, 'README.md.sinch-new'));
  expect((await runCli(['check', directory])).exitCode).toBe(0);
  expect((await runCli(['generate', directory])).exitCode).toBe(0);
});

it('a run that changes only the record says so, and undo takes back the run before it', async () => {
  const spec = documentOf({ 'opt-in': {}, 'opt-out': {} });
  const directory = await newReceiver({ spec, events: 'all' });
  const before = await treeOf(directory);
  await generate({ directory, spec, target: 'express' });
  const argv = ['generate', directory, '--spec', '-'];

  const { exitCode, stdout } = await runCli(argv, { stdin: `${spec.text}\n` });
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: expect.stringMatching(
      /^.* is up to date: only the record of it in \.sinch-webhooks was written\n/,
    ),
  });

  expect((await runCli(['undo', directory])).exitCode).toBe(0);
  expect(await treeOf(directory)).toEqual(before);
});

/** Runs until some files have their place, as far as a process comes that is killed then. */
async function interrupted(directory: string, run: (fs: FileSystem) => Promise<unknown>): Promise<void> {
  let renames = 0;
  const fileSystem = mapOperations((name) => async (...parameters) => {
    if (name === 'rename') renames += 1;
    if (renames > 5) throw new Error('killed');
    return callOperation(name, parameters);
  });
  await expect(run(fileSystem)).rejects.toThrow('killed');
  await rm(join(directory, '.sinch-webhooks/lock'));
}
