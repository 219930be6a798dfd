import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request as requestOverHttp } from 'node:http';
import { connect, createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Exchange } from '../../src/listen/exchange.js';
import { keptAtOnce, keptOfBody } from '../../src/listen/proxy.js';
import type { RunningListen } from '../../src/listen/run-listen.js';
import { signatureHeaders } from '../../src/runtime/signature.js';
import { deadUrl, send, startListen, startReceiver } from './support/start-listen.js';

describe('what is passed on', () => {
  it('is the request, byte for byte, with its headers as often and in the order they were sent', async () => {
    const { to, received } = await startReceiver();
    const { url } = await startListen(to);
    const body = gzipSync('{"a":1}');
    const port = Number(new URL(url).port);
    const answer = await sendRaw(
      port,
      Buffer.concat([
        Buffer.from(
          `PUT /webhooks/sinch/conversation/opt-in?x=%2F HTTP/1.1\r\nHost: public.example\r\n` +
            `X-Sinch-Webhook-Signature: one\r\nx-sinch-webhook-signature: two\r\nContent-Encoding: gzip\r\n` +
            `Connection: close, X-Own\r\nX-Own: of this connection\r\nContent-Length: ${body.length}\r\n\r\n`,
        ),
        body,
      ]),
    );

    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    const [request] = received;
    expect(request?.method).toBe('PUT');
    expect(request?.url).toBe('/webhooks/sinch/conversation/opt-in?x=%2F');
    expect(request?.body.equals(body)).toBe(true);
    expect(request?.rawHeaders).toEqual([
      'Host',
      to.host,
      'X-Sinch-Webhook-Signature',
      'one',
      'x-sinch-webhook-signature',
      'two',
      'Content-Encoding',
      'gzip',
      'Content-Length',
      String(body.length),
      'Connection',
      'close',
    ]);
  });

  it.each([
    ['/', '/webhooks/sinch'],
    ['/webhooks/sinch', '/webhooks/sinch'],
    ['/webhooks/sinch/', '/webhooks/sinch/'],
    ['/conversation/opt-in', '/webhooks/sinch/conversation/opt-in'],
    ['/webhooks/sinchx', '/webhooks/sinch/webhooks/sinchx'],
    ['/?a=1?b', '/webhooks/sinch?a=1?b'],
  ])('goes from %s to %s', async (path, expected) => {
    const { to, received } = await startReceiver();
    const { url } = await startListen(to);
    await send(url, { path });
    expect(received.map((request) => request.url)).toEqual([expected]);
  });

  it('may come in pieces, or have no body at all', async () => {
    const { to, received } = await startReceiver();
    const { url } = await startListen(to);
    const port = Number(new URL(url).port);
    await sendRaw(
      port,
      'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\n{"\r\n3\r\na"}\r\n0\r\n\r\n',
    );
    await sendRaw(port, 'GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');

    expect(received.map(({ method, body }) => [method, body.toString()])).toEqual([
      ['POST', '{"a"}'],
      ['GET', ''],
    ]);
    expect(received[0]?.headers['content-length']).toBe('5');
    expect(received[1]?.headers['content-length']).toBeUndefined();
  });

  it('may be larger than what is kept: all of it goes through, and only its beginning is kept', async () => {
    const { to, received } = await startReceiver();
    const { url, log } = await startListen(to);
    const body = randomBytes(3 * keptOfBody);
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
      const request = requestOverHttp(url, { method: 'POST', headers }).end(body);
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      expect(response.statusCode).toBe(200);
      response.resume();
    }

    expect(received.map((request) => request.body.equals(body))).toEqual([true, true]);
    for (const exchange of log.all()) {
      expect(exchange.body.length).toBeGreaterThan(keptOfBody);
      expect(exchange.body.length).toBeLessThan(2 * keptOfBody);
      expect(exchange).toMatchObject({
        isWhole: false,
        signature: { verdict: 'unchecked', text: expect.stringContaining('too large') },
      });
    }
  });
});

it('more than is kept at once is asked to come again, and taken once there is room', async () => {
  const { to } = await startReceiver();
  const { url } = await startListen(to);
  const open = (headers: Record<string, string>) => {
    const request = requestOverHttp(url, { method: 'POST', headers });
    const answer = once(request, 'response') as Promise<[IncomingMessage]>;
    request.flushHeaders();
    return { request, status: answer.then(([response]) => (response.resume(), response.statusCode)) };
  };
  const large = { 'content-length': String(keptOfBody) };
  const underWay = Array.from({ length: Math.floor(keptAtOnce / keptOfBody) }, () => open(large));
  const full = Buffer.alloc(keptOfBody, ' ');
  // Headers of connections that are opened at once need not arrive in their order.
  await vi.waitFor(async () => {
    const { request, status } = open({ 'transfer-encoding': 'chunked' });
    request.on('error', () => {}).end('{}');
    expect(await status).toBe(503);
  });
  for (const { request } of underWay) request.end(full);
  expect(await Promise.all(underWay.map(({ status }) => status))).toEqual(underWay.map(() => 200));
  const { request, status } = open(large);
  request.end(full);
  expect(await status).toBe(200);
});

describe('what is passed back', () => {
  it('is the answer: its status, its words, its headers and its body', async () => {
    const body = randomBytes(300_000);
    const { to } = await startReceiver((_request, response) => {
      response.sendDate = false;
      response.writeHead(418, 'Own Words', ['X-A', '1', 'x-a', '2', 'Content-Type', 'text/x-own']);
      response.end(body);
    });
    const { url, log } = await startListen(to);
    const { port } = new URL(url);
    const request = requestOverHttp({ port, host: '127.0.0.1', method: 'POST', path: '/' }).end('{}');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);

    expect(Buffer.concat(chunks).equals(body)).toBe(true);
    expect(response.statusCode).toBe(418);
    expect(response.statusMessage).toBe('Own Words');
    expect(response.headersDistinct).toMatchObject({ 'x-a': ['1', '2'], 'content-type': ['text/x-own'] });
    expect(response.headers.date).toBeUndefined();
    expect(answerOf(log)).toMatchObject({ kind: 'answered', status: 418, isWhole: false });
  });

  it.each([204, 304, 200])('may be empty: %i', async (status) => {
    const { to } = await startReceiver((_request, response) => void response.writeHead(status).end());
    const { url } = await startListen(to);
    const answer = await send(url);
    expect([answer.status, await answer.text()]).toEqual([status, '']);
  });
});

describe('a receiver that fails', () => {
  it('and is down is answered for with 502, so that the sender comes again', async () => {
    const { url, log } = await startListen(await deadUrl());
    const answer = await send(url);

    expect(answer.status).toBe(502);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await answer.text()).toBe(
      'sinch-webhooks listen: the receiver cannot be reached (ECONNREFUSED)\n',
    );
    expect(answerOf(log)).toMatchObject({ kind: 'failed', reason: 'ECONNREFUSED', status: 502 });
  });

  it('comes back, and gets the next', async () => {
    const to = await deadUrl();
    const { url } = await startListen(to);
    expect((await send(url)).status).toBe(502);
    const server = createServer((socket) => {
      socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
    }).listen(Number(to.port), '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());

    expect((await send(url)).status).toBe(200);
  });

  it('and hangs is answered for with 504 when its time is over', async () => {
    const { to } = await startReceiver(() => {});
    const { url, log } = await startListen(to, { timeoutMs: 150 });
    const answer = await send(url);

    expect(answer.status).toBe(504);
    expect(await answer.text()).toContain('has not answered in time');
    expect(answerOf(log)).toMatchObject({ kind: 'failed', reason: 'timeout', status: 504 });
  });

  it.each([
    ['before it answers', ''],
    ['in its headers', 'HTTP/1.1 200 OK\r\nContent-'],
    ['in its body', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfive,'],
    ['and answers with what is no HTTP', 'hello\r\n\r\n'],
    ['and goes over to something else', 'HTTP/1.1 101 Other\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'],
    ['and answers with what is no status', 'HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n'],
  ])('breaks off %s: 502, and never half an answer', async (_when, text) => {
    const { url, log } = await startListen(await startBroken(text));
    const answer = await send(url);

    expect(answer.status).toBe(502);
    expect(answerOf(log)).toMatchObject({ kind: 'failed', status: 502 });
    // The next is none the worse for it.
    expect((await send(url)).status).toBe(502);
  });

  it('breaks off in a long answer, and so does what its sender gets', async () => {
    const long = `HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n${'x'.repeat(200_000)}`;
    const { url } = await startListen(await startBroken(long));
    const answer = await send(url);
    await expect(answer.text()).rejects.toThrow();
  });
});

describe('a sender that leaves', () => {
  it('before its body is all there is noted, and nothing of it reaches the receiver', async () => {
    const { to, received } = await startReceiver();
    const { url, log } = await startListen(to);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"half');
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();

    await expect.poll(() => log.size()).toBe(1);
    expect(answerOf(log)).toMatchObject({ kind: 'failed', reason: 'the sender left midway' });
    expect([...log.all()].map(({ body }) => Buffer.from(body).toString())).toEqual(['{"half']);
    expect(received).toHaveLength(0);
    expect((await send(url)).status).toBe(200);
  });

  it('in a body that is too large to be kept is not taken for a receiver that fails', async () => {
    const { to, received } = await startReceiver();
    const { url, log } = await startListen(to);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${3 * keptOfBody}\r\n\r\n`);
    await new Promise((resolve) => socket.write(Buffer.alloc(2 * keptOfBody), resolve));
    socket.destroy();

    await expect.poll(() => log.size()).toBe(1);
    expect(answerOf(log)).toMatchObject({ kind: 'failed', reason: 'the sender left midway', status: 0 });
    expect(received).toHaveLength(0);
  });
});

describe('an end', () => {
  it('lets an answer that is under way come to its sender', async () => {
    const { to } = await startReceiver((_request, response) => void response.end('x'.repeat(400_000)));
    const { url, log, stop } = await startListen(to);
    let ending: Promise<void> | undefined;
    log.watch(() => (ending = stop()));
    const answer = await send(url);

    expect((await answer.text()).length).toBe(400_000);
    await ending;
    await expect(send(url)).rejects.toThrow();
  });

  it('does not wait for a receiver that hangs, and answers so that the sender comes again', async () => {
    let hangs: () => void = () => {};
    const asked = new Promise<void>((resolve) => (hangs = resolve));
    const { to } = await startReceiver(() => hangs());
    const { url, log, stop } = await startListen(to, { timeoutMs: 3_600_000 });
    const sent = send(url);
    await asked;
    await stop();

    expect((await sent).status).toBe(502);
    expect(answerOf(log)).toMatchObject({ kind: 'failed', reason: 'interrupted' });
  });
});

describe('what is noted', () => {
  it('says what a request is, and which earlier one it repeats', async () => {
    const { to } = await startReceiver();
    const { url, log } = await startListen(to);
    await send(url, { nonce: 'one' });
    await send(url, { nonce: 'one' });
    await send(url, { nonce: 'two' });
    await send(url, { trigger: 'OPT_OUT' });
    await send(url, { body: 'nonsense' });
    await send(url, { path: '/conversation/opt-in', trigger: 'OPT_OUT' });

    expect(
      [...log.all()].map(({ number, trigger, unknown, channel, repeats }) => [
        number,
        trigger ?? unknown,
        channel,
        repeats,
      ]),
    ).toEqual([
      [1, 'MESSAGE_INBOUND', 'WHATSAPP', undefined],
      [2, 'MESSAGE_INBOUND', 'WHATSAPP', { number: 1, by: 'nonce' }],
      [3, 'MESSAGE_INBOUND', 'WHATSAPP', { number: 1, by: 'body' }],
      [4, 'OPT_OUT', 'VIBERBM', undefined],
      [5, 'not-json', undefined, undefined],
      [6, 'other-channel', undefined, { number: 4, by: 'body' }],
    ]);
  });

  it('takes the same event in other bytes for a repetition, and a forged one for none', async () => {
    const { to } = await startReceiver();
    const { url, log } = await startListen(to);
    const event = (text: string) =>
      `{"app_id":"a","project_id":"p","message":{"id":"01","contact_message":{"text_message":{"text":"${text}"}}}}`;
    await send(url, { body: event('a'), with: 'another secret', nonce: 'forged' });
    await send(url, { body: event('a'), nonce: 'forged' });
    await send(url, { body: event('b') });

    expect([...log.all()].map(({ repeats }) => repeats)).toEqual([
      undefined,
      undefined,
      { number: 2, by: 'event' },
    ]);
  });

  it('holds no more than its bounds, and forgets the oldest', async () => {
    const { to } = await startReceiver();
    const { url, log } = await startListen(to, { bounds: { exchanges: 3, bytes: 2 ** 30 } });
    for (let count = 0; count < 5; count += 1) await send(url);
    expect([...log.all()].map(({ number }) => number)).toEqual([3, 4, 5]);
    expect(log.forgotten()).toBe(2);

    const small = await startListen(to, { bounds: { exchanges: 1_000, bytes: 400_000 } });
    for (let count = 0; count < 6; count += 1) await send(small.url, { body: 'x'.repeat(100_000) });
    expect([...small.log.all()].map(({ number }) => number)).toEqual([4, 5, 6]);
  });

  it('has the words of each header that a receiver looks at', async () => {
    const { to } = await startReceiver();
    const { url, log } = await startListen(to);
    await fetch(url, { method: 'POST', body: '{}', headers: { [signatureHeaders.nonce]: 'n' } });
    expect([...log.all()][0]?.signature).toMatchObject({
      verdict: 'wrong',
      reason: 'missing-header',
      nonce: 'n',
    });
  });
});

function answerOf(log: RunningListen['log']): Exchange['answer'] | undefined {
  return [...log.all()].at(-1)?.answer;
}

/** What breaks off after a text, whatever it was asked. */
async function startBroken(text: string): Promise<URL> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.write(text, () => setTimeout(() => socket.destroy(), 20)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return new URL(`http://127.0.0.1:${address.port}/webhooks/sinch`);
}

async function sendRaw(port: number, bytes: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
}
