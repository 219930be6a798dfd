import { onTestFinished } from 'vitest';
import { createConversationClient } from '../../src/account/conversation-client.js';
import { createSignatureReporter } from '../../src/listen/signature-report.js';
import { createPrometheusMetrics } from '../../src/runtime/prometheus.js';
import { createRecogniser } from '../../src/runtime/recognition.js';
import { createClock } from '../../src/sandbox/clock.js';
import { runSandbox } from '../../src/sandbox/run-sandbox.js';
import { defaultSettings } from '../../src/sandbox/settings.js';
import { createJudge } from '../../src/verify/arrival.js';
import { awaitEvent, type AwaitOptions } from '../../src/verify/await-event.js';
import { freePort } from '../support/free-port.js';
import { serveReceiver } from '../support/serve-receiver.js';
import { contactCreate, createTestReceiver } from '../support/test-receiver.js';

const messageInbound = { ...contactCreate, trigger: 'MESSAGE_INBOUND', eventKey: 'message' };
const appId = 'app';

/** A sandbox whose app has one webhook, which leads to where the receiver is stood in for. */
export async function createStage(options: { secrets?: readonly string[]; signsWith?: string } = {}) {
  const { secrets = ['mine'] } = options;
  const { signsWith = secrets[0] } = options;
  const triggers = ['MESSAGE_INBOUND', 'OPT_IN'];
  const events = triggers.map((trigger) => ({ trigger }) as never);
  const settings = { ...defaultSettings, seed: 'seed' };
  const running = await runSandbox({ settings, clock: createClock(), events, host: 'localhost', port: 0 });
  onTestFinished(() => running.stop());
  const { sandbox } = running;

  const port = await freePort();
  const target = `http://127.0.0.1:${port}/webhooks/sinch`;
  const hook = { app_id: appId, target, triggers, ...(signsWith !== undefined && { secret: signsWith }) };
  const webhook = sandbox.webhooks.create('project', hook);
  const answers: string[] = [];
  sandbox.watch({
    onAttempt: ({ outcome, next }) =>
      void answers.push(`${outcome.kind === 'answered' ? outcome.status : outcome.reason} ${next}`),
  });

  const write = (app = appId): void => {
    const identity = { channel: 'SMS', identity: '+100' };
    sandbox.people.write({ appId: app, projectId: 'project', identity }, { text_message: { text: 'Hello' } });
  };
  const wait = (changes: Partial<AwaitOptions> = {}) =>
    awaitEvent({
      target,
      receiver: `http://127.0.0.1:${port}/webhooks/sinch`,
      host: '127.0.0.1',
      judge: createJudge({
        appId,
        reportSignature: createSignatureReporter(secrets),
        recognise: createRecogniser([messageInbound]),
        validators: new Map(),
      }),
      timeoutMs: 20_000,
      signal: new AbortController().signal,
      listen: (_place, start) => start(),
      onListening: () => write(),
      onArrival: () => {},
      ...changes,
    });
  const account = { projectId: 'project', keyId: 'key', keySecret: 'secret of the key' };
  const client = createConversationClient(
    { ...account, authUrl: running.url, apiUrl: running.url },
    new AbortController().signal,
  );
  return { sandbox, webhook, target, port, secrets, answers, write, wait, client, appId };
}

/** A receiver with these secrets, and what reached its handlers. */
export async function startReceiver(secrets: readonly string[]) {
  const { receiver, handled } = createTestReceiver({
    routes: [messageInbound],
    handlers: { MESSAGE_INBOUND: async () => void handled.push('MESSAGE_INBOUND') },
    config: { secrets },
    metrics: createPrometheusMetrics({
      triggers: ['MESSAGE_INBOUND'],
      readInboxStats: async () => ({ pending: 0, dead: 0, quarantine: 0, oldestPendingAt: undefined }),
    }),
  });
  return { url: await serveReceiver(() => receiver), handled };
}
