import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../project/temporary-folder.js';
import { newReceiver } from '../support/receiver-folder.js';
import { runCli } from './run-cli.js';

describe('undo', () => {
  it('takes the last run back, and says what became of each file', async () => {
    const directory = await newReceiver();
    await runCli(['generate', directory, '--events', 'message-inbound']);

    const { exitCode, stdout, stderr } = await runCli(['undo', directory]);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^restored {2}src\/handlers\/opt-in\.ts$/m);
    expect(stdout).toMatch(/\n\n.*my-receiver is as it was before the last run\n$/);
    expect(stdout).not.toContain('.sinch-webhooks/');
    expect(await readdir(join(directory, 'src/handlers'))).toContain('opt-in.ts');
  });

  it('prints the same as JSON', async () => {
    const directory = await newReceiver();
    const { stdout } = await runCli(['undo', directory, '--json']);
    expect(JSON.parse(stdout)).toEqual({
      directory,
      files: expect.arrayContaining([{ path: 'src/handlers/opt-in.ts', action: 'removed' }]),
    });
    expect(await readdir(directory)).toEqual([]);
  });

  it('ends in exit code 6 where an edit would be lost, and names the files', async () => {
    const directory = await newReceiver();
    await appendFile(join(directory, 'README.md'), 'mine\n');
    const { exitCode, stderr } = await runCli(['undo', directory]);
    expect(exitCode).toBe(6);
    expect(stderr).toMatch(/^ +README\.md$/m);
  });

  it('ends in exit code 6 where there is nothing to undo', async () => {
    const { exitCode, stderr } = await runCli(['undo', await temporaryFolder()]);
    expect(exitCode).toBe(6);
    expect(stderr).toMatch(/^error: No run in .* can be taken back\n/);
  });
});
