import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSinch, reasonOf, type SinchMessages } from '../../src/app/sinch.js';
import { createStandIn, failure } from './stand-in.js';

const outgoing = {
  id: 'greeting:ada',
  appId: 'app',
  to: [{ channel: 'SMS', identity: '447700900123' }],
  text: 'Hello',
};

for (const [status, kind] of [
  [400, 'refused'],
  [401, 'not-now'],
  [404, 'not-now'],
  [408, 'unknown'],
  [429, 'not-now'],
  [500, 'unknown'],
  [503, 'unknown'],
] as const) {
  test(`what is answered with ${status} is ${kind}`, async () => {
    const { messages } = createStandIn();
    const send = () => Promise.reject(failure(status));
    const sinch = createSinch(() => ({ ...messages, send }), 1_000);
    assert.equal((await sinch.send(outgoing)).kind, kind);
  });
}

test('a client that gives no answer is replaced, since all its requests may wait for one', async () => {
  const [hanging, working] = [createStandIn(), createStandIn()];
  hanging.fates.push('hangs', 'hangs');
  const clients = [hanging, working];
  const sinch = createSinch(() => (clients.shift() ?? working).messages, 20);

  const outcomes = await Promise.all([sinch.send(outgoing), sinch.send(outgoing)]);
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ['unknown', 'unknown'],
  );
  assert.deepEqual(await sinch.send(outgoing), { kind: 'sent', messageId: 'message-1' });
  assert.equal(clients.length, 0);
});

test('a message is found by its name on a later page, and what is older is not looked at', async () => {
  const pages = [
    [{ id: 'a', metadata: 'other', accept_time: new Date(9_000_000) }],
    [{ id: 'b', metadata: 'greeting:ada', accept_time: new Date(8_000_000) }],
    [{ id: 'c', metadata: 'old', accept_time: new Date(1_000_000) }],
    [{ id: 'd', metadata: 'older', accept_time: new Date(500_000) }],
  ];
  const asked: unknown[] = [];
  const list = async ({ page_token: token = '0', ...filter }: Record<string, unknown>) => {
    asked.push(filter['messages_source']);
    const next = Number(token) + 1;
    const data = pages[Number(token)] ?? [];
    return { data, hasNextPage: next < pages.length, nextPageValue: JSON.stringify(String(next)) };
  };
  // What the app reads of each answer is there, which is less than its type says.
  const sinch = createSinch(() => ({ list }) as unknown as SinchMessages, 1_000);

  assert.equal(await sinch.find(outgoing, 8_000_000), 'b');
  assert.equal(asked.length, 2);
  assert.equal(await sinch.find({ ...outgoing, id: 'none' }, 8_000_000), undefined);
  // Three pages of each kind of messages.
  assert.deepEqual(asked.slice(2), [
    'DISPATCH_SOURCE',
    'DISPATCH_SOURCE',
    'DISPATCH_SOURCE',
    'CONVERSATION_SOURCE',
    'CONVERSATION_SOURCE',
    'CONVERSATION_SOURCE',
  ]);
});

test('a reason has no number of anybody in it', () => {
  assert.equal(reasonOf(failure(503)), '[status: 503]');
  assert.equal(
    reasonOf(new Error('request to https://host/?identity=447700900123 failed')),
    'request to … failed',
  );
});
