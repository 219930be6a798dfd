import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { onTestFinished } from 'vitest';
import { runListen, type ListenOptions, type RunningListen } from '../../../src/listen/run-listen.js';
import { buildBundledModel } from '../../../src/model/bundled.js';
import type { EventModel } from '../../../src/model/receiver-model.js';
import { signedHeaders } from '../../../src/runtime/signature.js';
import { ulid } from '../../../src/send/ulid.js';
import { serve } from '../../support/local-server.js';
import { sampleOf } from '../../support/samples.js';

export const secret = 'a-secret-for-tests';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A receiver that keeps what it is sent, and the address at which it takes events. */
export async function startReceiver(
  answer: RequestListener = (_request, response) => void response.end('taken'),
): Promise<{ readonly to: URL; readonly received: readonly Received[] }> {
  const received: Received[] = [];
  const base = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', rawHeaders, headers } = request;
      received.push({ method, url, rawHeaders, headers, body: Buffer.concat(chunks) });
      answer(request, response);
    });
  });
  return { to: new URL(`${base}/webhooks/sinch`), received };
}

let events: Promise<readonly EventModel[]> | undefined;

/** Those of the bundled document, read once for the tests of a file. */
export function readEvents(): Promise<readonly EventModel[]> {
  events ??= buildBundledModel().then((model) => model.events);
  return events;
}

/** The proxy before a receiver, and its page, until the test is over. */
export async function startListen(
  to: URL,
  options: Partial<ListenOptions> = {},
): Promise<RunningListen & { readonly pageUrl: string }> {
  const running = await runListen({
    events: await readEvents(),
    to,
    secrets: [secret],
    timeoutMs: 5_000,
    host: '127.0.0.1',
    port: 0,
    pagePort: 0,
    ...options,
  });
  onTestFinished(() => running.stop());
  return { ...running, pageUrl: running.pageUrl ?? '' };
}

/** A port of this machine at which nothing listens. */
export async function deadUrl(): Promise<URL> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port');
  return new URL(`http://127.0.0.1:${address.port}/webhooks/sinch`);
}

export interface Sent {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly trigger?: string;
  readonly path?: string;
  readonly with?: string;
  readonly nonce?: string;
  readonly ageSeconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends an event as Sinch does, signed. */
export async function send(url: string, sent: Sent = {}): Promise<Response> {
  const { trigger = 'MESSAGE_INBOUND', path = '/webhooks/sinch', ageSeconds = 0, nonce = ulid() } = sent;
  const body = Uint8Array.from(Buffer.from(sent.body ?? sampleOf(trigger)));
  const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
  return fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...signedHeaders(sent.with ?? secret, { body, nonce, timestamp }),
      ...sent.headers,
    },
    body,
  });
}
