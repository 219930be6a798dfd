import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../src/listen/recording.js';
import { runCli } from '../cli/run-cli.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { startReceiver } from './support/start-listen.js';

const request = {
  number: 12,
  at: Date.UTC(2025, 5, 17, 9, 41, 12, 530),
  method: 'POST',
  path: '/webhooks/sinch',
  headers: [['X-A', '1']] as const,
  source: { kind: 'sender' } as const,
  trigger: 'MESSAGE_INBOUND',
};

describe('the recorder', () => {
  it('keeps each request as a file for its owner alone, which "send" sends byte for byte', async () => {
    const folder = join(await temporaryFolder(), 'kept', 'here');
    const recorder = await createRecorder({ folder, onFailure: fail });
    const bodies = [Buffer.from('{ "a": "ü\u2028" }\n'), Buffer.from([0, 255, 10])];
    for (const [index, body] of bodies.entries()) recorder.keep({ ...request, number: index + 1, body });
    await recorder.settled();

    const files = (await readdir(folder)).toSorted();
    expect(files).toEqual([
      '2025-06-17T09-41-12.530Z-000001-message-inbound.json',
      '2025-06-17T09-41-12.530Z-000002-message-inbound.json',
    ]);
    for (const file of files) expect(((await stat(join(folder, file))).mode & 0o777).toString(8)).toBe('600');
    expect(((await stat(folder)).mode & 0o777).toString(8)).toBe('700');
    const { to, received } = await startReceiver();
    for (const file of files) {
      const { exitCode } = await runCli([
        'send',
        '--recorded',
        join(folder, file),
        '--to',
        to.href,
        '--secret',
        's',
      ]);
      expect(exitCode).toBe(0);
    }
    expect(received.map(({ body }, index) => body.equals(bodies[index] ?? Buffer.of()))).toEqual([
      true,
      true,
    ]);
  });

  it('never writes over a file, and leaves none of its drafts', async () => {
    const folder = await temporaryFolder();
    const taken = '2025-06-17T09-41-12.530Z-000012-message-inbound.json';
    await writeFile(join(folder, taken), 'mine');
    const recorder = await createRecorder({ folder, onFailure: fail });
    recorder.keep({ ...request, body: Buffer.from('{}') });
    await recorder.settled();

    expect(await readFile(join(folder, taken), 'utf8')).toBe('mine');
    expect((await readdir(folder)).toSorted()).toEqual([taken.replace('.json', '-2.json'), taken].toSorted());
  });

  it('names no file outside its folder, whatever an event is called', async () => {
    const folder = await temporaryFolder();
    const recorder = await createRecorder({ folder, onFailure: fail });
    recorder.keep({ ...request, trigger: '../../x/..\0', body: Buffer.from('{}') });
    await recorder.settled();

    expect(await readdir(folder)).toEqual(['2025-06-17T09-41-12.530Z-000012-x.json']);
  });

  it('says what could not be kept, and goes on', async () => {
    const failures: unknown[] = [];
    const folder = join(await temporaryFolder(), 'a');
    const recorder = await createRecorder({ folder, onFailure: (error) => failures.push(error) });
    const { rm } = await import('node:fs/promises');
    await rm(folder, { recursive: true });
    recorder.keep({ ...request, body: Buffer.from('{}') });
    await recorder.settled();

    expect(failures).toEqual([expect.objectContaining({ code: 'ENOENT' })]);
  });
});

function fail(error: unknown): never {
  throw error;
}
