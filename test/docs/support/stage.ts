import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBundledModel } from '../../../src/model/bundled.js';
import { createClock } from '../../../src/sandbox/clock.js';
import { runSandbox } from '../../../src/sandbox/run-sandbox.js';
import { defaultSettings } from '../../../src/sandbox/settings.js';
import { renderRecorded } from '../../../src/send/recorded-request.js';
import { generateReceiver } from '../../e2e/generate-receiver.js';
import { tsc } from '../../e2e/tsc.js';
import { openSqliteDatabase } from '../../../src/runtime/sqlite-database.js';
import { claim, leaseOf, newEvent, withPromises } from '../../runtime/stores.js';
import { printedBy } from '../../support/printed-by.js';
import { answerCall, noteCompiled } from './answer-call.js';
import type { Outside } from './outside.js';
import { createShell } from './shell.js';

/** What stands behind the commands of a page: a receiver and a sandbox that run, and folders with what pages speak of. */
export interface Stage {
  /** What a command was not run for, so far. */
  readonly skipped: ReadonlySet<Outside>;
  /** A folder as a page finds it; `inReceiver` for a page that speaks in the folder of a receiver. */
  openFolder(where: 'clone' | 'receiver'): Promise<string>;
  run(code: string, folder: string): ReturnType<Awaited<ReturnType<typeof createShell>>['run']>;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

export async function createStage(): Promise<Stage> {
  const work = await mkdtemp(join(tmpdir(), 'sinch-webhooks-docs-'));
  const template = await generateReceiver('documented', 'fastify');
  const wrong = await tsc(join(template, 'tsconfig.build.json'));
  if (wrong !== '') throw new Error(wrong);
  noteCompiled(template);
  await fillInbox(join(template, 'data'));
  await writeFile(join(template, '.env'), `SINCH_WEBHOOK_SECRET=${secrets[0]}\n`, { mode: 0o600 });
  const receiver = await startReceiver(template, work);
  const sandbox = await startSandbox();
  const skipped = new Set<Outside>();
  const shell = await createShell(work, (call) =>
    answerCall(call, { receiver: receiver.url, onOutside: (entry) => skipped.add(entry) }),
  );
  const restoreFetch = bringExampleHome(receiver.url);
  const home = process.cwd();
  let folders = 0;

  return {
    skipped,
    async openFolder(where) {
      // Below the repository, where what a receiver imports is found without an installation.
      const folder = join(root, '.tmp', `documented-${(folders += 1)}`);
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      await cp(template, join(folder, 'my-receiver'), { recursive: true });
      const opened = where === 'receiver' ? join(folder, 'my-receiver') : folder;
      await writeFixtures(opened);
      return opened;
    },
    run: (code, folder) =>
      shell.run(filledIn(code, { receiver: receiver.url, sandbox: sandbox.url }), {
        cwd: folder,
        env: {
          HOME: work,
          SINCH_AUTH_URL: sandbox.url,
          SINCH_CONVERSATION_URL: sandbox.url,
          SINCH_WEBHOOK_SECRET: secrets[0],
          ...account,
        },
      }),
    async close() {
      process.chdir(home);
      restoreFetch();
      await Promise.all([shell.close(), sandbox.stop(), receiver.stop()]);
      await rm(work, { recursive: true, force: true });
    },
  };
}

/** Those with which pages sign. */
const secrets = ['try-it', 's3cret', 'the secret of your webhook'] as const;

const account = {
  SINCH_PROJECT_ID: 'sandbox',
  SINCH_KEY_ID: 'key',
  SINCH_KEY_SECRET: 'secret of the key',
  SINCH_APP_ID: 'app',
};

async function startReceiver(folder: string, work: string) {
  const child = spawn(process.execPath, ['dist/server.js'], {
    cwd: folder,
    env: {
      SINCH_WEBHOOK_SECRET: secrets.join(','),
      PORT: '0',
      HOST: '127.0.0.1',
      INBOX_FILE: join(work, 'inbox.sqlite'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const [url] = await printedBy(child, /http:\/\/\S+/);
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Pages speak of the event 17, whose handler failed too often, and of one in quarantine. */
async function fillInbox(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'inbox.sqlite');
  const database = openSqliteDatabase({
    file,
    busyMilliseconds: 1_000,
    horizonMilliseconds: 1_000,
    now: Date.now,
  });
  const store = withPromises(database);
  for (let number = 1; number <= 17; number += 1) await store.add(newEvent(`event-${number}`));
  await store.add(newEvent('event-18', { quarantine: 'unknown-event' }));
  const last = (await claim(store, 17)).find(({ id }) => id === '17');
  await store.park({
    ...leaseOf(last),
    state: 'dead',
    reason: 'Error: The shop does not answer.',
    attempts: 8,
  });
  database.close();
}

async function startSandbox() {
  const { events } = await buildBundledModel();
  const settings = { ...defaultSettings, seed: 'docs' };
  const running = await runSandbox({ settings, clock: createClock(), events, host: 'localhost', port: 0 });
  running.sandbox.webhooks.create(account.SINCH_PROJECT_ID, {
    app_id: account.SINCH_APP_ID,
    target: 'https://example.com/webhooks/sinch',
    secret: secrets[0],
    triggers: ['MESSAGE_INBOUND'],
  });
  return running;
}

/** What pages leave to the reader. Their ports may be taken here, so others are. */
function filledIn(code: string, urls: { readonly receiver: string; readonly sandbox: string }): string {
  const [receiver, sandbox] = [new URL(urls.receiver), new URL(urls.sandbox)];
  return (
    code
      .replaceAll('<the secret>', secrets[0])
      .replaceAll('localhost:3000', receiver.host)
      .replaceAll('localhost:4010', sandbox.host)
      // What listens there hands on to the receiver, and was interrupted by then.
      .replaceAll('localhost:4020', `${receiver.host}${receiver.pathname}`)
  );
}

/** Lets example.com be the receiver of the test, and lets nothing leave this machine. */
function bringExampleHome(receiver: string): () => void {
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (/(^|\.)example\.(com|org)$/.test(url.hostname)) return fetch(new URL(url.pathname, receiver), init);
    if (!['localhost', '127.0.0.1'].includes(url.hostname)) throw new Error(`A page asks ${url.host}.`);
    return fetch(input, init);
  };
  return () => void (globalThis.fetch = fetch);
}

/** The files that pages name and do not show. */
async function writeFixtures(folder: string): Promise<void> {
  const document = await readFile(join(root, 'spec/sinch-conversation.yaml'), 'utf8');
  const body = await readFile(join(root, 'spec/samples/message-inbound.json'), 'utf8');
  const files: Readonly<Record<string, string>> = {
    'sinch.yaml': document,
    'asyncapi.yaml': document,
    'old.yaml': document,
    'new.yaml': document,
    'api/asyncapi.yaml': document,
    'callback.json': body,
    'kept/2025-06-17T09-41-12.530Z-000012-message-inbound.json': renderRecorded({
      at: '2025-06-17T09:41:12.530Z',
      method: 'POST',
      path: '/webhooks/sinch',
      headers: [],
      body,
    }),
    // The scenario of docs/sandbox.md, which a test reads, takes half a minute.
    'rush.yaml': "steps:\n  - person: { channel: SMS, identity: '12025550143' }\n    writes: Hello\n",
  };
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, text);
  }
}
