import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createConversationClient, type ConversationClient } from '../../src/account/conversation-client.js';
import type { RegisterOptions } from '../../src/account/register.js';
import { readSecrets } from '../../src/account/secret-file.js';
import { createClock } from '../../src/sandbox/clock.js';
import { runSandbox, type RunningSandbox } from '../../src/sandbox/run-sandbox.js';
import { defaultSettings } from '../../src/sandbox/settings.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { serveReceiver } from '../support/serve-receiver.js';
import { contactCreate, createTestReceiver } from '../support/test-receiver.js';

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
  return {
    url: await serveReceiver(() => receiver),
    secrets: () => secrets,
    async restart() {
      secrets = await readSecrets(secretFile);
      ({ receiver } = createTestReceiver({ routes: [contactCreate], config: { secrets } }));
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
