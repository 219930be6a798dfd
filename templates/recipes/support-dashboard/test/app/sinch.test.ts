import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import type { Claim } from '../../src/app/outbox.js';
import { markOf } from '../../src/app/reply-mark.js';
import { createReplyApi, NotSent } from '../../src/app/sinch.js';

const reply: Claim = {
  task: 'send',
  id: '0f0e0d0c-0b0a-4908-8706-050403020100',
  text: 'Until eight.',
  writtenAt: Date.parse('2025-06-17T10:00:00Z'),
  mode: 'DISPATCH',
  attempts: 0,
  appId: 'app',
  channel: 'SMS',
  identity: '12025550143',
};

test('a reply is sent to where the question came from, with its mark', async () => {
  const { api, bodies } = await start(() => ({ message_id: 'M1' }));
  assert.equal(await api.send(reply), 'M1');
  assert.deepEqual(bodies, [
    {
      app_id: 'app',
      recipient: {
        identified_by: { channel_identities: [{ channel: 'SMS', identity: '12025550143' }] },
      },
      message: { text_message: { text: 'Until eight.' } },
      message_metadata: markOf(reply.id),
    },
  ]);
});

test('what was surely not taken is told from what may have been', async () => {
  const outcomes = await Promise.all(
    [400, 403, 429, 500, 503].map(async (status) => {
      const { api } = await start(() => ({ error: { message: 'The recipient is unknown' } }), status);
      const error: unknown = await api.send(reply).catch((caught: unknown) => caught);
      return error instanceof NotSent ? [status, error.mayTryAgain, error.message] : [status];
    }),
  );
  assert.deepEqual(outcomes, [
    [400, false, 'The recipient is unknown'],
    [403, false, 'The API refuses the access key: look at SINCH_KEY_ID'],
    [429, true, 'The API takes no more messages at the moment'],
    [500],
    [503],
  ]);
});

test('a reply is found by its mark, on whichever page of the list it stands', async () => {
  const { api, asked } = await start((url) =>
    url.searchParams.has('page_token')
      ? { messages: [{ id: 'M7', metadata: markOf(reply.id) }] }
      : { messages: [{ id: 'M8', metadata: '' }], next_page_token: 'next' },
  );
  assert.equal(await api.find(reply), 'M7');
  const [first] = asked;
  assert.equal(first?.searchParams.get('messages_source'), 'DISPATCH_SOURCE');
  assert.equal(first.searchParams.get('channel_identity'), reply.identity);

  const none = await start(() => ({ messages: [] }));
  assert.equal(await none.api.find(reply), undefined);
});

test('a request without an answer is cut off', async () => {
  const { api, asked } = await start(() => new Promise(() => {}));
  await assert.rejects(api.send(reply), /in time/);
  assert.equal(asked.length, 1);
});

test('a reply that has waited too long for a token is not sent once that comes', async () => {
  let give = (): void => {};
  const token = new Promise<void>((resolve) => (give = resolve));
  const { api, asked, tokens } = await start(() => ({ message_id: 'M1' }), 200, () => token);
  await assert.rejects(api.send(reply), /in time/);
  give();
  await tokens;
  // A request that was begun all the same would come before the one that follows.
  assert.equal(await api.send({ ...reply, text: 'Another' }), 'M1');
  assert.equal(asked.length, 1);
});

test('a token that never comes is asked for again by the next reply', async () => {
  let asks = 0;
  const { api } = await start(
    () => ({ message_id: 'M1' }),
    200,
    () => ((asks += 1) === 1 ? new Promise<void>(() => {}) : Promise.resolve()),
  );
  await assert.rejects(api.send(reply), /in time/);
  assert.equal(await api.send(reply), 'M1');
});

type Answer = (url: URL) => object | Promise<object>;

/** The part of the Conversation API that is needed, on this machine. */
async function start(answer: Answer, status = 200, token = () => Promise.resolve()) {
  const asked: URL[] = [];
  const bodies: unknown[] = [];
  let given = (): void => {};
  const tokens = new Promise<void>((resolve) => (given = resolve));

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const url = new URL(request.url ?? '/', 'http://api');
    if (url.pathname === '/oauth2/token') {
      await token();
      response.on('finish', given);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ access_token: 'a-token', expires_in: 3600 }));
      return;
    }
    asked.push(url);
    if (chunks.length > 0) bodies.push(JSON.parse(Buffer.concat(chunks).toString()));
    const body = await answer(url);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  const server = createServer((request, response) => void respond(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = { projectId: 'p', keyId: 'k', keySecret: 's', region: 'us' } as const;
  const api = createReplyApi({ ...settings, authUrl: url, conversationUrl: url }, 300);
  return { api, asked, bodies, tokens };
}
