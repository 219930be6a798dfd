import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEventStream } from '../../src/app/event-stream.js';
import { contextOf, settle, type TestEvents } from './context.js';

test('a subscriber gets the events it asked for, in their order, with their types', async () => {
  const events = createEventStream<TestEvents>();
  const texts: string[] = [];
  const statuses: string[] = [];
  const all: string[] = [];
  events.on('ASKED', ({ event }) => void texts.push(event.text));
  events.on(['ANSWERED'], ({ event }) => void statuses.push(event.status));
  events.on('*', (published) => {
    // The trigger tells what the event has.
    if (published.trigger === 'ASKED') all.push(`in ${published.event.text}`);
    else all.push(published.trigger);
  });

  await events.publish('ASKED', { text: 'one' }, contextOf());
  await events.publish('ANSWERED', { status: 'READ' }, contextOf());
  await events.publish('ASKED', { text: 'two' }, contextOf());
  await settle();

  assert.deepEqual(
    { texts, statuses, all },
    {
      texts: ['one', 'two'],
      statuses: ['READ'],
      all: ['in one', 'ANSWERED', 'in two'],
    },
  );
});

test('what does not fit does not compile', () => {
  const events = createEventStream<TestEvents>();
  // @ts-expect-error There is no such event.
  events.on('MESSAGE_INBUOND', () => {});
  // @ts-expect-error A message has no delivery report.
  events.on('ASKED', ({ event }) => event.status);
  // @ts-expect-error Not the event of this trigger.
  void events.publish('ANSWERED', { text: 'one' }, contextOf());
});

test('a subscriber that fails or hangs concerns neither the others nor the handler', async () => {
  const events = createEventStream<TestEvents>();
  const lines: string[] = [];
  const got: string[] = [];
  events.on('ASKED', () => Promise.reject(new Error('mine')));
  events.on('ASKED', () => {
    throw new Error('mine too');
  });
  events.on('ASKED', () => new Promise(() => {}));
  events.on('ASKED', ({ event }) => void got.push(event.text));

  for (const text of ['one', 'two']) await events.publish('ASKED', { text }, contextOf({ lines }));
  await settle();

  assert.deepEqual(got, ['one', 'two']);
  assert.deepEqual(
    lines,
    Array.from({ length: 4 }, () => 'a subscriber failed'),
  );
});

test('a required one fails the handler, and is alone in getting the event again', async () => {
  const events = createEventStream<TestEvents>();
  const got: string[] = [];
  let failures = 1;
  events.on('ASKED', ({ event }) => void got.push(`looks on ${event.text}`));
  events.on('ASKED', () => void got.push('succeeds'), { required: true });
  events.on(
    'ASKED',
    async () => {
      got.push('tries');
      if (failures-- > 0) throw new Error('The database is away');
    },
    { required: true },
  );
  const context = contextOf();

  await assert.rejects(events.publish('ASKED', { text: 'one' }, context), /database/);
  await events.publish('ASKED', { text: 'one' }, context);
  await settle();

  assert.deepEqual(got.toSorted(), ['looks on one', 'succeeds', 'tries', 'tries']);
});

test('who does not keep up misses what is too much, and is told; others miss nothing', async () => {
  const events = createEventStream<TestEvents>();
  let dropped = 0;
  let release = (): void => {};
  const slow: string[] = [];
  const quick: string[] = [];
  const holding = new Promise<void>((resolve) => (release = resolve));
  const options = { limit: 2, onDropped: (total: number) => (dropped = total) };
  events.on('ASKED', async ({ event }) => (await holding, slow.push(event.text)), options);
  events.on('ASKED', ({ event }) => void quick.push(event.text));

  for (const text of ['1', '2', '3', '4', '5']) await events.publish('ASKED', { text }, contextOf());
  release();
  await settle();

  assert.deepEqual(
    { slow, dropped, quick },
    { slow: ['1', '2', '3'], dropped: 2, quick: ['1', '2', '3', '4', '5'] },
  );
});

test('handlers wait for one that asks for it, so that it misses nothing', async () => {
  const events = createEventStream<TestEvents>();
  const iterator = events.iterate('ASKED', { limit: 1, whenFull: 'wait' });
  const others: string[] = [];
  events.on('ASKED', ({ event }) => void others.push(event.text));
  await events.publish('ASKED', { text: '1' }, contextOf());

  let isPublished = false;
  const publishing = events.publish('ASKED', { text: '2' }, contextOf()).then(() => (isPublished = true));
  await settle();
  assert.deepEqual({ isPublished, others }, { isPublished: false, others: ['1', '2'] });

  assert.equal((await iterator.next()).value?.event.text, '1');
  await publishing;
  assert.equal((await iterator.next()).value?.event.text, '2');
});

test('the events are read with for await, until the loop is left or the signal aborts', async () => {
  const events = createEventStream<TestEvents>();
  const stopping = new AbortController();
  const read: string[] = [];
  const reading = (async () => {
    for await (const { event } of events.iterate('ASKED', { signal: stopping.signal })) {
      read.push(event.text);
    }
  })();
  const first = (async () => {
    for await (const { event } of events.iterate('ASKED')) return event.text;
    return undefined;
  })();

  await events.publish('ASKED', { text: '1' }, contextOf());
  assert.equal(await first, '1');
  stopping.abort();
  await reading;
  await events.publish('ASKED', { text: '2' }, contextOf());
  assert.deepEqual(read, ['1']);
});

test('a subscription ends when it is told to', async () => {
  const events = createEventStream<TestEvents>();
  let calls = 0;
  for (const required of [true, false]) events.on('*', () => void (calls += 1), { required })();
  await events.publish('ASKED', { text: '1' }, contextOf());
  await settle();
  assert.equal(calls, 0);
});
