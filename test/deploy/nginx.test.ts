import { once } from 'node:events';
import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
} from 'node:http';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { serverLimits } from '../../src/runtime/server-limits.js';
import { signatureHeaders } from '../../src/runtime/signature.js';
import { describeNeeding } from '../support/describe-needing.js';
import { signDelivery } from '../support/signed-delivery.js';
import { startNginx } from './nginx-process.js';
import { serverFiles, textOf } from './server-files.js';

const path = '/webhooks/sinch?from=here';
const maxBytes = 1_048_576;
let configuration: string;

beforeAll(async () => {
  configuration = textOf(await serverFiles(), 'deploy/nginx.conf');
});

interface Asked {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly port: number | undefined;
}

/** A receiver that keeps what it was asked, and answers as told. */
async function startReceiver(
  respond: RequestListener = (_request, response) => void response.end('accepted'),
) {
  const asked: Asked[] = [];
  const server = createServer(serverLimits, async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { url, headers, socket } = incoming;
    asked.push({ url, headers, body: Buffer.concat(chunks), port: socket.remotePort });
    respond(incoming, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  const stop = async () => {
    if (!server.listening) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  onTestFinished(stop);
  return { port: address.port, asked, stop };
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

async function post(
  url: string,
  body: Uint8Array,
  headers: Record<string, string | string[]>,
): Promise<Answer> {
  const outgoing = request(new URL(path, url), { method: 'POST', headers });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return { status: incoming.statusCode, headers: incoming.headers, body: Buffer.concat(chunks).toString() };
}

/** A body that is no text, signed all the same. */
const signed = () => signDelivery(Buffer.from([0x7b, 0x00, 0xff, 0xfe, 0x0d, 0x0a, 0xef, 0xbf, 0xbf, 0x7d]));

describeNeeding('nginx', 'deploy/nginx.conf', () => {
  it('passes on body, path and headers as they came, doubled ones too', async () => {
    const receiver = await startReceiver();
    const url = await startNginx(configuration, [receiver.port]);
    const { body, headers } = signed();
    const nonces = ['one', 'another'];

    const answer = await post(url, body, { ...headers, [signatureHeaders.nonce]: nonces });

    expect(answer).toMatchObject({ status: 200, body: 'accepted' });
    const [asked] = receiver.asked;
    expect(asked?.body.equals(body)).toBe(true);
    expect(asked?.url).toBe(path);
    expect(asked?.headers).toMatchObject({ ...headers, [signatureHeaders.nonce]: nonces.join(', ') });
    expect(asked?.headers.host).toBe(new URL(url).host);
    expect(asked?.headers).not.toHaveProperty('content-encoding');
  });

  it('passes on what a receiver answers, such as 503 with Retry-After, and asks no other', async () => {
    const busy: RequestListener = (_request, response) =>
      void response.writeHead(503, { 'retry-after': '7', 'content-type': 'text/plain' }).end('try again');
    const receivers = [await startReceiver(busy), await startReceiver(busy)];
    const url = await startNginx(
      configuration,
      receivers.map(({ port }) => port),
    );
    const { body, headers } = signed();

    const answer = await post(url, body, headers);

    expect(answer).toMatchObject({ status: 503, body: 'try again', headers: { 'retry-after': '7' } });
    expect(receivers.flatMap(({ asked }) => asked)).toHaveLength(1);
  });

  it('asks another receiver where one cannot be connected to', async () => {
    const receivers = [await startReceiver(), await startReceiver()] as const;
    const url = await startNginx(
      configuration,
      receivers.map(({ port }) => port),
    );
    await receivers[0].stop();
    const { body, headers } = signed();

    for (let round = 0; round < 10; round += 1) {
      expect(await post(url, body, headers)).toMatchObject({ status: 200 });
    }
    expect(receivers[1].asked).toHaveLength(10);
  });

  it('sends no request again that was sent, and asks Sinch to do so', async () => {
    const cut: RequestListener = (incoming) => void incoming.socket.destroy();
    const receivers = [await startReceiver(cut), await startReceiver(cut)];
    const url = await startNginx(
      configuration,
      receivers.map(({ port }) => port),
    );
    const { body, headers } = signed();

    const answer = await post(url, body, headers);

    expect(answer).toMatchObject({ status: 503, body: 'try again', headers: { 'retry-after': '5' } });
    expect(receivers.flatMap(({ asked }) => asked)).toHaveLength(1);
  });

  it('asks Sinch to come again when no receiver is there', async () => {
    const receiver = await startReceiver();
    await receiver.stop();
    const url = await startNginx(configuration, [receiver.port]);
    const { body, headers } = signed();

    const answer = await post(url, body, headers);

    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
  });

  it('takes the largest body that a receiver takes, and none that is larger', async () => {
    const receiver = await startReceiver();
    const url = await startNginx(configuration, [receiver.port]);
    const { headers } = signed();

    expect(await post(url, Buffer.alloc(maxBytes), headers)).toMatchObject({ status: 200 });
    expect(await post(url, Buffer.alloc(maxBytes + 1), headers)).toMatchObject({ status: 413 });
    const chunked = { ...headers, 'transfer-encoding': 'chunked' };
    expect(await post(url, Buffer.alloc(maxBytes + 1), chunked)).toMatchObject({ status: 413 });
    expect(receiver.asked.map(({ body }) => body.length)).toEqual([maxBytes]);
  });

  it('keeps its connections to receivers', async () => {
    const receiver = await startReceiver();
    // One process of it, for each has connections of its own.
    const url = await startNginx(configuration.replace('worker_processes auto', 'worker_processes 1'), [
      receiver.port,
    ]);
    const { body, headers } = signed();

    for (let round = 0; round < 5; round += 1) await post(url, body, headers);

    expect(new Set(receiver.asked.map(({ port }) => port)).size).toBe(1);
  });

  it('shows nobody what is counted', async () => {
    const receiver = await startReceiver();
    const url = await startNginx(configuration, [receiver.port]);

    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(receiver.asked.map(({ url: asked }) => asked)).toEqual(['/healthz']);
  });
});

it('the proxy closes a connection to a receiver before the receiver does', () => {
  const upstream = /upstream receivers \{[^}]*keepalive_timeout (\d+)s;/.exec(configuration)?.[1];

  expect(Number(upstream) * 1000).toBeLessThan(serverLimits.keepAliveTimeout);
});
