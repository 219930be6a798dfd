import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { createEventStream, type EventStream } from '../../src/app/event-stream.js';
import { createFollowBuffer } from '../../src/app/follow-buffer.js';
import { serveFollowers } from '../../src/app/follow-server.js';
import { readEventsSettings } from '../../src/app/settings.js';
import { contextOf, type TestEvents } from './context.js';

test('a follower gets every event, or those of the triggers it names', async () => {
  const { events, follow } = await start();
  const all = await follow();
  const some = await follow('/events?trigger=ANSWERED');

  await events.publish('ASKED', { text: 'Hello' }, contextOf({ delivery: 'D1' }));
  await events.publish('ANSWERED', { status: 'READ' }, contextOf({ delivery: 'D2' }));

  const [first, second] = await all.next(2);
  assert.deepEqual(first?.data, {
    trigger: 'ASKED',
    delivery: 'D1',
    receivedAt: '2025-06-17T10:00:00.000Z',
    event: { text: 'Hello' },
  });
  assert.deepEqual(await some.next(1), [second]);
});

test('one that comes back gets what it has missed, and is told when something is gone', async () => {
  const { events, follow } = await start({ EVENTS_BUFFER: '3' });
  const before = await follow();
  await publish(events, ['1', '2']);
  const [first] = await before.next(2);

  const again = await follow('/events', { 'last-event-id': first?.id ?? '' });
  assert.deepEqual((await again.next(1)).map(textIn), ['2']);

  await publish(events, ['3', '4', '5']);
  const late = await follow('/events', { 'last-event-id': first?.id ?? '' });
  const [gap, ...kept] = await late.next(4);
  assert.equal(gap?.name, 'gap');
  assert.deepEqual(kept.map(textIn), ['3', '4', '5']);

  // Who has been told of a gap is not told of it again.
  const told = await follow('/events', { 'last-event-id': gap?.id ?? '' });
  assert.deepEqual((await told.next(3)).map(textIn), ['3', '4', '5']);

  const ofAnotherRun = await follow('/events', { 'last-event-id': 'abcdef-1' });
  assert.equal((await ofAnotherRun.next(1))[0]?.name, 'gap');
});

test('one that has missed much gets it in parts', async () => {
  const { events, follow } = await start();
  const before = await follow();
  await publish(events, ['first']);
  const [first] = await before.next(1);
  const texts = Array.from({ length: 40 }, (_, index) => `${index} ${'x'.repeat(500_000)}`);
  await publish(events, texts);

  let last = first?.id ?? '';
  const got: (string | undefined)[] = [];
  for (let parts = 0; parts < 8 && got.length < texts.length; parts += 1) {
    const part = await follow('/events', { 'last-event-id': last });
    const told = await part.atMost(texts.length - got.length);
    got.push(...told.map(textIn));
    last = told.at(-1)?.id ?? last;
  }
  assert.deepEqual(got, texts);
});

test('a request whose address is none is answered, and ends nothing', async () => {
  const { ask } = await start();
  assert.equal((await ask('//')).statusCode, 404);
  assert.equal((await ask('http://[')).statusCode, 404);
  assert.equal((await ask('/other')).statusCode, 404);
});

test('no page of another site may follow, but the one that is named', async () => {
  const { ask } = await start({ EVENTS_ORIGIN: 'http://localhost:5173' });
  assert.equal((await ask('/events', { host: 'attacker.example' })).statusCode, 403);
  assert.equal((await ask('/events', { origin: 'https://attacker.example' })).statusCode, 403);
  const named = await ask('/events', { origin: 'http://localhost:5173' });
  assert.equal(named.statusCode, 200);
  assert.equal(named.headers['access-control-allow-origin'], 'http://localhost:5173');
  assert.equal((await ask('/other')).statusCode, 404);
  assert.equal((await ask('//')).statusCode, 404);
});

test('a token is asked for where there is one, and needed where others can come', async () => {
  const { ask } = await start({ EVENTS_TOKEN: 'a-token-of-some-length' });
  assert.equal((await ask('/events')).statusCode, 401);
  const authorization = 'Bearer a-token-of-some-length';
  assert.equal((await ask('/events', { authorization, host: 'receiver.internal:3200' })).statusCode, 200);
  assert.throws(() => readEventsSettings({ EVENTS_HOST: '0.0.0.0' }), /EVENTS_TOKEN/);
  assert.deepEqual(readEventsSettings({ EVENTS_PORT: 'off' }), { follow: undefined });
});

test('the buffer keeps so many events, and knows when one is missing', () => {
  const buffer = createFollowBuffer(2);
  const ids = ['a', 'b', 'c', 'd'].map((text) => buffer.idOf(buffer.add('T', { text })));
  const after = (index: number) => {
    const { events, isWhole } = buffer.after(ids[index] ?? '');
    return [events.length, isWhole];
  };
  assert.deepEqual([0, 1, 2, 3].map(after), [
    [2, false],
    [2, true],
    [1, true],
    [0, true],
  ]);
});

async function publish(events: EventStream<TestEvents>, texts: readonly string[]): Promise<void> {
  for (const text of texts) await events.publish('ASKED', { text }, contextOf());
}

interface Told {
  readonly id: string | undefined;
  readonly name: string;
  readonly data: { readonly event?: { readonly text?: string } };
}

function textIn({ data }: Told): string | undefined {
  return data.event?.text;
}

async function start(environment: Readonly<Record<string, string>> = {}) {
  const events = createEventStream<TestEvents>();
  const { follow: settings } = readEventsSettings({ EVENTS_PORT: '0', ...environment });
  assert.ok(settings);
  const server = serveFollowers(events, settings);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  async function ask(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
    const asking = request({ host: '127.0.0.1', port, path, headers });
    asking.end();
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    return response;
  }
  return {
    events,
    ask,
    async follow(path = '/events', headers: Record<string, string> = {}) {
      const response = await ask(path, headers);
      assert.equal(response.statusCode, 200);
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      return {
        async next(count: number): Promise<Told[]> {
          while (toldIn(text).length < count) await once(response, 'data');
          return toldIn(text);
        },
        /** What comes until there are so many, or the server ends it. */
        async atMost(count: number): Promise<Told[]> {
          const over = new Promise((resolve) => response.once('close', resolve));
          response.on('error', () => {});
          while (toldIn(text).length < count && !response.closed)
            await Promise.race([once(response, 'data'), over]);
          return toldIn(text);
        },
      };
    },
  };
}

function toldIn(text: string): Told[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .filter((part) => part.includes('data: '))
    .map((part) => ({
      id: /^id: (.*)$/m.exec(part)?.[1],
      name: /^event: (.*)$/m.exec(part)?.[1] ?? 'message',
      data: JSON.parse(/^data: (.*)$/m.exec(part)?.[1] ?? '{}') as Told['data'],
    }));
}
