import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createConversationClient, type ConversationClient } from '../../src/account/conversation-client.js';
import { readSecrets } from '../../src/account/secret-file.js';
import type { RegisterOptions } from '../../src/account/register.js';
import { createClock } from '../../src/sandbox/clock.js';
import { runSandbox, type RunningSandbox } from '../../src/sandbox/run-sandbox.js';
import { defaultSettings } from '../../src/sandbox/settings.js';
import { createTestReceiver, contactCreate } from '../support/test-receiver.js';
import { temporaryFolder } from '../project/temporary-folder.js';

export const appId = 'app';
export const triggers = ['MESSAGE_INBOUND', 'OPT_OUT'];

/** A sandbox, a receiver with what its file of variables says, and what asks for a webhook. */
export async function createStage() {
  const running = await startSandbox();
  const secretFile = join(await temporaryFolder(), '.env');
  const receiver = await startReceiver(secretFile);
  const { signal } = new AbortController();
  const account = {
    projectId: 'project',
    keyId: 'key',
    keySecret: 'secret of the key',
    authUrl: running.url,
    apiUrl: running.url,
  };
  const client = createConversationClient(account, signal);
  const options: RegisterOptions = {
    client,
    appId,
    target: receiver.url,
    secretFile,
    isDryRun: false,
    signal,
  };
  return { running, receiver, client, options, secretFile };
}

async function startSandbox(): Promise<RunningSandbox> {
  const names = ['MESSAGE_INBOUND', 'OPT_IN', 'OPT_OUT', 'CONTACT_CREATE'];
  const events = names.map((trigger) => ({ trigger }) as never);
  const settings = { ...defaultSettings, seed: 'seed' };
  const running = await runSandbox({ settings, clock: createClock(), events, host: 'localhost', port: 0 });
  onTestFinished(() => running.stop());
  return running;
}

/** A receiver that reads its secrets when it is started, and not before it is started again. */
async function startReceiver(secretFile: string) {
  let secrets: readonly string[] = [];
  let { receiver } = createTestReceiver();
  const handled: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      void receiver
        .respond({ method, path: url, headers, readBody: () => Buffer.concat(chunks) })
        .then(({ status, body }) => response.writeHead(status).end(body));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    url: `http://127.0.0.1:${address.port}/webhooks/sinch`,
    handled,
    secrets: () => secrets,
    async restart() {
      secrets = await readSecrets(secretFile);
      const test = createTestReceiver({ routes: [contactCreate], config: { secrets } });
      receiver = test.receiver;
    },
  };
}

/** A client that is killed at its nth call, before it is made or once it has had its effect. */
export function killedAt(
  client: ConversationClient,
  call: number,
  when: 'before' | 'after',
): ConversationClient {
  let calls = 0;
  const around =
    <Arguments extends unknown[], Result>(run: (...words: Arguments) => Promise<Result>) =>
    async (...words: Arguments): Promise<Result> => {
      calls += 1;
      const isLast = calls === call;
      if (isLast && when === 'before') throw new Error('killed');
      const result = await run(...words);
      if (isLast) throw new Error('killed');
      return result;
    };
  return {
    list: around(client.list),
    create: around(client.create),
    update: around(client.update),
    remove: around(client.remove),
  };
}
