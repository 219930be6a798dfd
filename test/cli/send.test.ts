import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildBundledModel } from '../../src/model/bundled.js';
import type { EventModel } from '../../src/model/receiver-model.js';
import { createVerifier } from '../../src/runtime/signature.js';
import { listen, type Listener, type Received } from '../send/receive.js';
import { documentOf } from '../support/receiver-folder.js';
import { runCli } from './run-cli.js';

let events: readonly EventModel[];

beforeAll(async () => {
  ({ events } = await buildBundledModel());
});

describe('send --all', () => {
  it('sends every event once, signed with the secret', async () => {
    const { url, received } = await listening();
    const { exitCode, stdout, stderr } = await runCli(['send', '--all', '--to', url, '--secret', 'hush']);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(received).toHaveLength(22);
    const verify = createVerifier({ secrets: ['hush'], maxAgeSeconds: 60 });
    const verdicts = received.map(({ headers, body }) => verify(headers, body, Date.now() / 1000).ok);
    expect(verdicts).toEqual(received.map(() => true));
    expect(received.map(keyOf)).toEqual(events.map(({ eventKey }) => eventKey));
    expect(new Set(received.map(({ path }) => path))).toEqual(new Set(['/webhooks/sinch']));

    const [header, ...lines] = stdout.split('\n');
    expect(header).toMatch(/^EVENT +STATUS +MS$/);
    expect(lines.filter((line) => /^[A-Z_]+ +200 +\d+$/.test(line))).toHaveLength(22);
    expect(stdout).toContain(`22 of 22 accepted by ${url}`);
  });

  it('sends other events the second time, not the same ones again', async () => {
    const { url, received } = await listening();
    for (const _run of [1, 2]) await runCli(['send', '--all', '--to', url, '--secret', 'hush']);

    expect(received).toHaveLength(44);
    const nonces = received.map(({ headers }) => headers['x-sinch-webhook-signature-nonce']);
    expect(new Set(nonces).size).toBe(44);
    const identities = received.map((request, index) => identityOf(request, events[index % 22]));
    expect(new Set(identities).size).toBe(44);
  });

  it("posts to each channel's address with --path per-channel", async () => {
    const { url, received } = await listening();
    const { exitCode } = await runCli([
      'send',
      '--all',
      '--path',
      'per-channel',
      '--to',
      `${url}/`,
      '--secret',
      's',
    ]);
    expect(exitCode).toBe(0);
    expect(received.map(({ path }) => path)).toEqual(
      events.map(({ address }) => `/webhooks/sinch${address}`),
    );
  });
});

describe('send', () => {
  it('exits with 1 when one event is not accepted, and sends the others', async () => {
    const { url, received } = await listening((index) => (index === 0 ? 500 : 202));
    const { exitCode, stdout } = await runCli(['send', 'opt-in', 'OPT_OUT', '--to', url, '--secret', 's']);
    expect(exitCode).toBe(1);
    expect(received.map(keyOf)).toEqual(['opt_in_notification', 'opt_out_notification']);
    expect(stdout).toMatch(/^OPT_IN +500 /m);
    expect(stdout).toMatch(/^OPT_OUT +202 /m);
    expect(stdout).toContain('1 of 2 accepted');
  });

  it('shows a receiver that does not run, and says to start it', async () => {
    const { url, close } = await listen();
    await close();
    const { exitCode, stdout } = await runCli(['send', 'opt-in', '--to', url, '--secret', 's']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^OPT_IN +ECONNREFUSED /m);
    expect(stdout).toContain('Start the receiver');
  });

  it('takes the first secret of the environment, and the flag before it', async () => {
    const { url, received } = await listening();
    const env = { SINCH_WEBHOOK_SECRET: ' new , old' };
    await runCli(['send', 'opt-in', '--to', url], { env });
    await runCli(['send', 'opt-in', '--to', url, '--secret', 'flag'], { env });
    const verdicts = ['new', 'flag'].map((secret, index) => {
      const { headers = {}, body = Buffer.of() } = received[index] ?? {};
      return createVerifier({ secrets: [secret], maxAgeSeconds: 60 })(headers, body, Date.now() / 1000).ok;
    });
    expect(verdicts).toEqual([true, true]);
  });

  it('names its events in any case and form', async () => {
    const { url, received } = await listening();
    const names = ['message-inbound', 'Message_Inbound', 'MESSAGE_INBOUND'];
    await runCli(['send', ...names, '--to', url, '--secret', 's']);
    expect(received.map(keyOf)).toEqual(['message', 'message', 'message']);
  });

  it('prints what became of each event as JSON', async () => {
    const { url, received } = await listening(() => 401);
    const { exitCode, stdout, stderr } = await runCli([
      'send',
      'opt-in',
      '--json',
      '--to',
      url,
      '--secret',
      's',
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      to: url,
      sent: 1,
      accepted: 0,
      deliveries: [
        {
          name: 'OPT_IN',
          url,
          nonce: received[0]?.headers['x-sinch-webhook-signature-nonce'],
          outcome: { kind: 'answered', status: 401 },
          milliseconds: expect.any(Number),
        },
      ],
    });
  });

  it('sends the events of another document', async () => {
    const { url, received } = await listening();
    const argv = ['send', '--all', '--spec', '-', '--to', url, '--secret', 's'];
    const { exitCode, stdout } = await runCli(argv, {
      stdin: documentOf({ 'opt-in': { a: 'string' }, 'thing-made': {} }).text,
    });
    expect(exitCode).toBe(0);
    expect(received.map(keyOf)).toEqual(['opt_in_notification', undefined]);
    expect(stdout).toMatch(/^OPT_IN +200 .*\nTHING_MADE +200 /m);
  });

  it('sends a file byte for byte', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'send-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const bytes = Buffer.from('\ufeff{ "message" : \r\n {} }  ');
    await writeFile(join(folder, 'own.json'), bytes);
    const { url, received } = await listening();
    const { exitCode } = await runCli([
      'send',
      '--body',
      join(folder, 'own.json'),
      '--to',
      url,
      '--secret',
      's',
    ]);
    expect(exitCode).toBe(0);
    expect(received.map(({ body }) => body.equals(bytes))).toEqual([true]);
  });
});

async function listening(answer?: (index: number) => number): Promise<Listener> {
  const listener = await listen(answer);
  onTestFinished(() => listener.close());
  return listener;
}

function bodyOf({ body }: Received): Record<string, unknown> {
  return JSON.parse(body.toString()) as Record<string, unknown>;
}

function keyOf(request: Received): string | undefined {
  const body = bodyOf(request);
  return events.find(({ eventKey }) => eventKey !== undefined && eventKey in body)?.eventKey;
}

/** What a receiver would know the event by. */
function identityOf(request: Received, event: EventModel | undefined): string {
  const parts = (event?.identity[0] ?? []).filter((part) => typeof part === 'string');
  const values = parts.map((path) =>
    path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], bodyOf(request)),
  );
  return JSON.stringify([event?.trigger, values]);
}
