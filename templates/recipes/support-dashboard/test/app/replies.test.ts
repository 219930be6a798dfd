import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { listConversations } from '../../src/app/conversations.js';
import { keepDelivery } from '../../src/app/deliveries.js';
import { openDesk, type Desk } from '../../src/app/desk-file.js';
import { findMessage, listMessages } from '../../src/app/messages.js';
import { claimReply, doubtUnfinished, queueReply } from '../../src/app/outbox.js';
import { keepQuestion } from '../../src/app/questions.js';
import { createSender } from '../../src/app/sender.js';
import { NotSent, type ReplyApi } from '../../src/app/sinch.js';
import { keepSubmission } from '../../src/app/submissions.js';
import { delivery, firstConversation, question, submission } from './events.js';

const now = new Date('2025-06-17T10:00:00Z');
const log = { debug() {}, info() {}, warn() {}, error() {} };

test('a reply that is sent here twice is queued once; another text under its id is not taken', () => {
  const { desk, reply } = asked();
  assert.equal(queueReply(desk, reply).kind, 'queued');
  assert.equal(queueReply(desk, reply).kind, 'queued');
  assert.equal(queueReply(desk, { ...reply, text: 'Other' }).kind, 'impossible');

  assert.equal(repliesIn(desk).length, 1);
  assert.equal(listConversations(desk, 1)[0]?.isAnswered, true);
});

test('of two who answer the same question at once, the second is shown the reply of the first', () => {
  const { desk, reply } = asked();
  queueReply(desk, { ...reply, text: 'From the first' });
  const second = { ...reply, id: randomUUID(), text: 'From the second' };

  const refused = queueReply(desk, second);
  assert.equal(refused.kind === 'overtaken' && refused.by.text, 'From the first');
  assert.equal(repliesIn(desk).length, 1);

  // Having seen it, they may send theirs all the same.
  const seen = refused.kind === 'overtaken' ? refused.by.seq : 0;
  assert.equal(queueReply(desk, { ...second, seen }).kind, 'queued');
});

test('a reply is sent once and its delivery is shown, however its reports come', async () => {
  const { desk, reply } = asked();
  queueReply(desk, reply);
  const api = fakeApi();
  await send(desk, api);
  assert.equal(findMessage(desk, reply.id)?.state, 'sent');

  for (const status of ['READ', 'QUEUED_ON_CHANNEL', 'DELIVERED', 'READ']) {
    keepDelivery(desk, delivery({ messageId: 'M1', reply: reply.id, status }));
    assert.equal(findMessage(desk, reply.id)?.state, 'read');
  }
  keepSubmission(desk, submission({ messageId: 'M1', reply: reply.id, text: reply.text }), now);
  await send(desk, api);
  assert.deepEqual(api.calls, ['send']);
  assert.equal(repliesIn(desk).length, 1);
});

test('when the answer to its sending is lost, a callback tells that it was sent', async () => {
  const { desk, reply } = asked();
  queueReply(desk, reply);
  const api = fakeApi({ send: () => Promise.reject(new Error('socket hang up')) });
  await send(desk, api);
  assert.equal(findMessage(desk, reply.id)?.state, 'sending');

  keepDelivery(desk, delivery({ messageId: 'M1', reply: reply.id, status: 'DELIVERED' }));
  assert.equal(findMessage(desk, reply.id)?.state, 'delivered');
  await send(desk, api);
  assert.deepEqual(api.calls, ['send']);
});

test('when neither an answer nor a callback comes, it is looked for, and not sent again when it is there', async () => {
  const { desk, reply } = asked();
  queueReply(desk, reply);
  const api = fakeApi({
    send: () => Promise.reject(new Error('socket hang up')),
    find: () => Promise.resolve('M1'),
  });
  await send(desk, api, { doubtMilliseconds: 0 });

  assert.deepEqual(api.calls, ['send', 'find']);
  assert.equal(findMessage(desk, reply.id)?.state, 'sent');
});

test('what was being sent when the process ended is looked for first, and sent when it is not there', async () => {
  const { desk, reply } = asked();
  queueReply(desk, reply);
  // The process that has claimed it is gone.
  assert.equal(claimReply(desk, 120_000)?.task, 'send');
  const api = fakeApi({ find: () => Promise.resolve(undefined) });
  await send(desk, api);
  assert.deepEqual(api.calls, []);

  doubtUnfinished(desk, 0);
  await send(desk, api);
  assert.deepEqual(api.calls, ['find', 'send']);
  assert.equal(findMessage(desk, reply.id)?.state, 'sent');
});

test('while the API cannot be asked, nothing is sent again', async () => {
  const { desk, reply } = asked();
  queueReply(desk, reply);
  claimReply(desk, 0);
  const api = fakeApi({ find: () => Promise.reject(new Error('timed out')) });
  for (let time = 0; time < 3; time += 1) {
    doubtUnfinished(desk, 0);
    await send(desk, api);
  }
  assert.deepEqual(api.calls, ['find', 'find', 'find']);
});

test('what the API refuses is said, and is not tried again', async () => {
  const { desk, reply } = asked();
  queueReply(desk, reply);
  const api = fakeApi({
    send: () => Promise.reject(new NotSent('The recipient is not there', false)),
  });
  await send(desk, api);
  await send(desk, api);

  const { state, fault } = findMessage(desk, reply.id) ?? {};
  assert.deepEqual(
    { state, fault, calls: api.calls },
    { state: 'refused', fault: 'The recipient is not there', calls: ['send'] },
  );
  assert.equal(listConversations(desk, 1)[0]?.hasFailed, true);
});

test('replies of one conversation are sent one after the other', () => {
  const { desk, reply } = asked();
  queueReply(desk, reply);
  const first = findMessage(desk, reply.id);
  queueReply(desk, { ...reply, id: randomUUID(), text: 'And another', seen: first?.seq ?? 0 });

  assert.equal(claimReply(desk, 120_000)?.text, reply.text);
  assert.equal(claimReply(desk, 120_000), undefined);
});

test('a message from elsewhere is shown, also when its report comes before it', () => {
  const { desk } = asked();
  keepDelivery(desk, delivery({ messageId: 'M9', status: 'FAILED' }));
  for (let time = 0; time < 2; time += 1) {
    keepSubmission(desk, submission({ messageId: 'M9', text: 'From a campaign' }), now);
  }
  assert.deepEqual(
    repliesIn(desk).map(({ text, state, fault }) => [text, state, fault]),
    [['From a campaign', 'failed', 'CHANNEL_FAILURE: It is down']],
  );
});

function asked() {
  const desk = openDesk(':memory:');
  keepQuestion(desk, question({ id: 'Q1', text: 'Are you open?' }), now);
  const conversation = firstConversation(desk);
  return { desk, reply: { id: randomUUID(), conversation, text: 'Until eight.', seen: 1 } };
}

function repliesIn(desk: Desk) {
  return listMessages(desk, firstConversation(desk), { limit: 100 }).filter(
    ({ direction }) => direction === 'out',
  );
}

function fakeApi(parts: Partial<ReplyApi> = {}) {
  const calls: string[] = [];
  const api: ReplyApi = {
    send: (reply) => (calls.push('send'), (parts.send ?? (() => Promise.resolve('M1')))(reply)),
    find: (reply) => (calls.push('find'), (parts.find ?? (() => Promise.resolve(undefined)))(reply)),
  };
  return { ...api, calls };
}

async function send(desk: Desk, api: ReplyApi, { doubtMilliseconds = 60_000 } = {}): Promise<void> {
  const sender = createSender({ desk, api, log, doubtMilliseconds });
  for (let time = 0; time < 3; time += 1) {
    sender.look();
    await sender.idle();
  }
}
