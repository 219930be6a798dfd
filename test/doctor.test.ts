import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../src/doctor.js';
import type { Diagnosis } from '../src/doctor/diagnosis.js';
import { itNeeding } from './support/describe-needing.js';
import { serve } from './support/local-server.js';
import { newReceiver } from './support/receiver-folder.js';
import { serveReceiver } from './support/serve-receiver.js';
import { createTestReceiver } from './support/test-receiver.js';

const good = 'a secret with enough in it';
const { signal } = new AbortController();

describe('the doctor', () => {
  it('finds nothing wrong with a receiver that runs as it should', async () => {
    const directory = await newReceiver();
    await writeVariables(directory, `SINCH_WEBHOOK_SECRET=${good}\n`);
    const found = await examine(directory, await receiverWith([good]));

    expect(bad(found).filter(({ check }) => check !== 'packages')).toEqual([]);
    expect(found.map(({ check }) => check)).toEqual([
      'node',
      'secrets',
      'secret-file',
      'settings',
      'project',
      'packages',
      'inbox',
      'clock',
      'signed',
      'tampered',
      'foreign',
      'old',
      'replayed',
    ]);
    expect(JSON.stringify(found)).not.toContain(good);
  });

  it.each([
    ['', 'failure', 'SINCH_WEBHOOK_SECRET is not set'],
    ['SINCH_WEBHOOK_SECRET=s3cret', 'warning', 'The first secret in SINCH_WEBHOOK_SECRET is short'],
    [`SINCH_WEBHOOK_SECRET=${good},aaaaaaaaaaaaaaaaaaaaaaaa`, 'warning', 'The second secret'],
    [`SINCH_WEBHOOK_SECRET=${good},${good}`, 'warning', 'the same secret twice'],
    [`SINCH_WEBHOOK_SECRET=${good},`, 'failure', 'an empty entry'],
  ])('judges %j', async (text, status, message) => {
    const directory = await newReceiver();
    await writeVariables(directory, text);
    const [found] = (await examine(directory)).filter(({ check }) => check === 'secrets');
    expect(found).toMatchObject({
      status,
      message: expect.stringContaining(message),
      fix: expect.any(String),
    });
  });

  it('does not take the environment for whole where there is neither .env nor secret', async () => {
    const found = await checkOf(await newReceiver(), 'secret-file');
    expect(found?.message).toBe('There is no .env: settings are read from the environment alone');
  });

  itNeeding('posix', 'says that others can read the secrets', async () => {
    const directory = await newReceiver();
    await writeVariables(directory, `SINCH_WEBHOOK_SECRET=${good}\n`);
    await chmod(join(directory, '.env'), 0o644);
    expect(await checkOf(directory, 'secret-file')).toMatchObject({
      status: 'warning',
      fix: 'chmod 600 .env',
    });
  });

  it('says that the receiver knows another secret, that nothing checks any, or that nothing answers', async () => {
    const directory = await newReceiver();
    await writeVariables(directory, `SINCH_WEBHOOK_SECRET=${good}\n`);
    const statuses = async (url: string) =>
      (await examine(directory, url)).slice(8).map(({ check, status }) => `${check} ${status}`);

    expect(await statuses(await receiverWith(['another secret altogether']))).toEqual([
      'signed failure',
      'tampered ok',
      'foreign ok',
      'old ok',
    ]);
    const careless = await serve(
      (request, response) => void request.resume().on('end', () => response.end()),
    );
    expect(await statuses(careless)).toEqual([
      'signed ok',
      'tampered failure',
      'foreign failure',
      'old failure',
      'replayed ok',
    ]);
    expect(await statuses('http://127.0.0.1:1/')).toEqual(['receiver warning']);
  });

  it('says so too where the settings make no address', async () => {
    const directory = await newReceiver();
    await writeVariables(directory, `SINCH_WEBHOOK_SECRET=${good}\nPORT=abc\n`);
    const found = await diagnose({ directory, env: {}, signal });
    expect(found.slice(-2)).toMatchObject([
      { check: 'clock', status: 'skipped' },
      { check: 'receiver', status: 'warning' },
    ]);
  });

  it('says once that nothing takes events there', async () => {
    const directory = await newReceiver();
    await writeVariables(directory, `SINCH_WEBHOOK_SECRET=${good}\n`);
    const nothing = await serve((request, response) => {
      request.resume().on('end', () => response.writeHead(404).end());
    });
    expect((await examine(directory, nothing)).slice(8)).toMatchObject([
      { check: 'receiver', status: 'failure', message: expect.stringContaining('it answers 404') },
    ]);
  });

  it('says of settings what a receiver says that does not start with them', async () => {
    const directory = await newReceiver();
    await writeVariables(directory, `SINCH_WEBHOOK_SECRET=${good}\nVALIDATION=foo\nHANDLER_TIMEOUT=-1\n`);
    expect(await checkOf(directory, 'settings')).toMatchObject({
      status: 'failure',
      message: expect.stringMatching(/^VALIDATION is "foo".* And 1 more\.$/),
    });
  });

  it.each([
    ['INBOX=redis\nREDIS_URL=localhost', /^REDIS_URL is /],
    ['INBOX=oracle', /^INBOX is "oracle"/],
  ])('says so of %j, and once', async (text, message) => {
    const directory = await newReceiver();
    await writeVariables(directory, `SINCH_WEBHOOK_SECRET=${good}\n${text}\n`);
    const failures = (await examine(directory)).filter(({ status }) => status === 'failure');
    expect(failures).toMatchObject([{ check: 'settings', message: expect.stringMatching(message) }]);
  });

  it('asks with each secret while one is rotated', async () => {
    const directory = await newReceiver();
    await writeVariables(directory, `SINCH_WEBHOOK_SECRET=${good},${good} new\n`);
    const found = await examine(directory, await receiverWith([good]));
    expect(found.find(({ check }) => check === 'signed-second')).toMatchObject({ status: 'failure' });
  });

  it('says what of the project is not up to date, or that there is none', async () => {
    const directory = await newReceiver();
    await rm(join(directory, 'src/generated/types.ts'));
    expect(await checkOf(directory, 'project')).toMatchObject({
      status: 'warning',
      message: 'The receiver is not up to date: src/generated/types.ts',
    });
    expect(await checkOf(join(directory, 'src'), 'project')).toMatchObject({ status: 'failure' });
  });

  it.each([
    ['INBOX=memory', 'warning', 'loses every event'],
    ['INBOX=sqs\nQUEUE_URL=x', 'failure', 'QUARANTINE_QUEUE_URL, IDENTITY_TABLE not set'],
    ['INBOX_FILE=package.json/inbox.sqlite', 'failure', 'cannot be written: ENOTDIR'],
    ['INBOX=sqlite', 'ok', 'keeps what is written'],
  ])('judges the inbox of %j', async (text, status, message) => {
    const directory = await newReceiver();
    await writeVariables(directory, text);
    const found = await checkOf(directory, 'inbox');
    // A disk of a busy machine may be slow, which is what is said then.
    if (status === 'ok' && found?.status === 'warning')
      expect(found.message).toContain('until it is on the disk');
    else expect(found).toMatchObject({ status, message: expect.stringContaining(message) });
  });

  it('says how far apart clocks are', async () => {
    const directory = await newReceiver();
    const url = await serve((request, response) => {
      response.setHeader('date', new Date(Date.now() - 120_000).toUTCString());
      request.resume().on('end', () => response.end());
    });
    const found = (await examine(directory, url)).find(({ check }) => check === 'clock');
    expect(found).toMatchObject({
      status: 'failure',
      message: expect.stringMatching(/are 1(18|19|20) s apart/),
    });
  });
});

function examine(directory: string, to = 'http://127.0.0.1:1/'): Promise<Diagnosis[]> {
  return diagnose({ directory, env: {}, to, signal });
}

async function checkOf(directory: string, check: string): Promise<Diagnosis | undefined> {
  return (await examine(directory)).find((one) => one.check === check);
}

function bad(found: readonly Diagnosis[]): Diagnosis[] {
  return found.filter(({ status }) => status === 'failure' || status === 'warning');
}

async function writeVariables(directory: string, text: string): Promise<void> {
  await writeFile(join(directory, '.env'), text, { mode: 0o600 });
}

function receiverWith(secrets: readonly string[]): Promise<string> {
  const { receiver } = createTestReceiver({ config: { secrets } });
  return serveReceiver(() => receiver);
}
