import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Question } from '../../src/app/answer.js';
import { chatbotTables, createChatbot } from '../../src/app/create-chatbot.js';
import { createStandIn, createTestClock, createTestSender, openMemory } from './stand-in.js';

const ada = { channel: 'SMS', identity: '447700900123' };
const envelope = { app_id: 'app', project_id: 'project' };

function asks(id: string, text: string, from = ada) {
  return {
    ...envelope,
    message: { id, channel_identity: from, contact_message: { text_message: { text } } },
  };
}

function consents(second: number, from = ada) {
  return { ...envelope, ...from, event_time: `2026-01-05T12:00:0${second}Z` };
}

async function createBench(
  answer: (question: Question) => string | undefined = ({ text }) => `You said ${text}`,
) {
  const clock = createTestClock();
  const standIn = createStandIn(clock.now);
  const database = await openMemory(chatbotTables);
  const bot = createChatbot({ database, answer, answersPerHour: 3, now: clock.now });
  const { work } = createTestSender(bot.outbox, standIn, clock);
  const texts = (): unknown[] => standIn.taken.map(({ text }) => text);
  return { bot, standIn, work, texts, clock, at: new Date(clock.now()) };
}

test('a question is answered once, however often its event is handled', async () => {
  const { bot, work, texts, at } = await createBench();
  for (let times = 0; times < 3; times += 1) {
    await bot.hear(asks('q1', 'hello'), at);
    await work();
  }
  await bot.hear(asks('q2', 'hello'), at);
  await work();
  assert.deepEqual(texts(), ['You said hello', 'You said hello']);
});

test('the first answer to a question counts, even before it has gone out', async () => {
  let times = 0;
  const { bot, work, texts, at } = await createBench(() => `answer ${(times += 1)}`);
  await bot.hear(asks('q1', 'hello'), at);
  await bot.hear(asks('q1', 'hello'), at);
  await work();
  assert.deepEqual(texts(), ['answer 1']);
});

test('nothing is said where there is nothing to say', async () => {
  const { bot, work, texts, at } = await createBench(() => undefined);
  await bot.hear(asks('q1', 'hello'), at);
  await work();
  assert.deepEqual(texts(), []);
});

test('who has opted out is not answered, and who has come back is', async () => {
  const { bot, work, texts, at } = await createBench();
  await bot.consent('out', consents(1), at);
  await bot.hear(asks('q1', 'one'), at);
  await work();
  assert.deepEqual(texts(), []);

  await bot.consent('in', consents(2), at);
  await bot.hear(asks('q1', 'one'), at);
  await bot.hear(asks('q2', 'two'), at);
  await work();
  assert.deepEqual(texts(), ['You said two']);
});

test('a number is the same with and without its plus', async () => {
  const { bot, work, texts, at } = await createBench();
  await bot.consent('out', consents(1, { channel: 'SMS', identity: `+${ada.identity}` }), at);
  await bot.hear(asks('q1', 'hello'), at);
  await work();
  assert.deepEqual(texts(), []);
});

test('who opts out before the answer has gone out does not get it', async () => {
  const { bot, work, texts, at } = await createBench();
  await bot.hear(asks('q1', 'hello'), at);
  await bot.consent('out', consents(1), at);
  await work();
  assert.deepEqual(texts(), []);
});

test('the last wish counts, in whatever order wishes are told', async () => {
  const { bot, work, texts, at } = await createBench();
  await bot.consent('in', consents(2), at);
  await bot.consent('out', consents(1), at);
  await bot.consent('out', consents(1), at);
  await bot.hear(asks('q1', 'hello'), at);
  await work();
  assert.deepEqual(texts(), ['You said hello']);
});

test('of two wishes at one time, the one by which less is sent', async () => {
  for (const wishes of [['in', 'out'] as const, ['out', 'in'] as const]) {
    const { bot, work, texts, at } = await createBench();
    for (const wish of wishes) await bot.consent(wish, consents(1), at);
    await bot.hear(asks('q1', 'hello'), at);
    await work();
    assert.deepEqual(texts(), []);
  }
});

test('a wish is that of one person on one channel', async () => {
  const { bot, work, texts, at } = await createBench();
  await bot.consent('out', consents(1, { channel: 'RCS', identity: ada.identity }), at);
  await bot.hear(asks('q1', 'hello'), at);
  await work();
  assert.deepEqual(texts(), ['You said hello']);
});

test('two programs do not answer each other for ever: a person gets so many answers an hour', async () => {
  const { bot, work, texts, at, clock } = await createBench();
  for (let n = 1; n <= 5; n += 1) {
    await bot.hear(asks(`q${n}`, String(n)), at);
    await work();
  }
  await bot.hear(asks('other', 'other', { channel: 'SMS', identity: 'bo' }), at);
  await work();
  assert.deepEqual(texts(), ['You said 1', 'You said 2', 'You said 3', 'You said other']);

  clock.pass(3_600_001);
  await bot.hear(asks('q6', '6'), at);
  await work();
  assert.equal(texts().at(-1), 'You said 6');
});

test('what has become of an answer is known, and of other messages nothing', async () => {
  const { bot, work, standIn, at } = await createBench();
  await bot.hear(asks('q1', 'hello'), at);
  await work();
  const [sent] = standIn.taken;
  const told = (status: string) => ({ messageId: sent?.id, report: { status, channel_identity: ada } });

  assert.equal((await bot.note(sent?.metadata, told('DELIVERED')))?.status, 'DELIVERED');
  assert.equal((await bot.note(sent?.metadata, told('QUEUED_ON_CHANNEL')))?.status, 'DELIVERED');
  assert.equal(await bot.note('something of another app', told('DELIVERED')), undefined);
  assert.equal(await bot.note('', told('DELIVERED')), undefined);
});

test('what is old and done with is forgotten, but neither what is to go out nor who opted out', async () => {
  const { bot, work, texts, at } = await createBench();
  await bot.consent('out', consents(1, { channel: 'SMS', identity: 'bo' }), at);
  await bot.hear(asks('q1', 'hello'), at);
  await bot.forget(at.getTime() + 1_000);
  await work();
  assert.deepEqual(texts(), ['You said hello']);

  await bot.hear(asks('q2', 'hello', { channel: 'SMS', identity: 'bo' }), at);
  await work();
  assert.equal(texts().length, 1);
});
