import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOutbox, outboxTables, type OutboxOptions } from '../../src/app/outbox.js';
import type { Outgoing } from '../../src/app/outgoing.js';
import {
  createStandIn,
  createTestClock,
  createTestSender,
  openMemory,
  settleMilliseconds,
  timeoutMilliseconds,
} from './stand-in.js';

const ada: Outgoing = {
  id: 'greeting:ada',
  appId: 'app',
  to: [
    { channel: 'RCS', identity: '447700900123' },
    { channel: 'SMS', identity: '447700900123' },
  ],
  text: 'Hello Ada',
};
const bo: Outgoing = { ...ada, id: 'greeting:bo', to: [{ channel: 'SMS', identity: '447700900124' }] };

async function createBench(options: Partial<OutboxOptions> = {}) {
  const clock = createTestClock();
  const database = await openMemory([outboxTables]);
  const standIn = createStandIn(clock.now);
  const outbox = createOutbox({ database, now: clock.now, ...options });
  const sender = createTestSender(outbox, standIn, clock);
  return {
    clock,
    standIn,
    outbox,
    sender,
    put: (outgoing: Outgoing) => database.transaction((sql) => outbox.put(sql, outgoing)),
    hear: (id: string) =>
      database.transaction((sql) => outbox.note(sql, { id, messageId: 'message-1', report: {} })),
    async state(id: string) {
      const rows = await database.transaction((sql) => sql('SELECT * FROM outbox WHERE id = ?', [id]));
      return rows[0]?.['state'];
    },
  };
}

test('a message goes out once, on the channels in their order, under its name', async () => {
  const { put, sender, standIn, state, clock } = await createBench();
  await put(ada);
  await put(ada);

  await sender.work();
  clock.pass(24 * 3_600_000);
  await sender.work();

  assert.deepEqual(
    standIn.taken.map(({ metadata, text, channels }) => ({ metadata, text, channels })),
    [{ metadata: ada.id, text: 'Hello Ada', channels: ['RCS', 'SMS'] }],
  );
  assert.equal(await state(ada.id), 'sent');
});

test('a message whose answer was lost is found, and not sent again', async () => {
  const { put, sender, standIn, state, clock } = await createBench();
  standIn.fates.push('taken-unheard');
  await put(ada);

  await sender.work();
  assert.equal(await state(ada.id), 'sending');
  clock.pass(2_000);
  await sender.work();

  assert.equal(standIn.taken.length, 1);
  assert.equal(await state(ada.id), 'sent');
});

test('what Sinch tells of a message settles it without a look', async () => {
  const { put, hear, sender, standIn, state, clock } = await createBench();
  standIn.fates.push('taken-unheard');
  await put(ada);
  await sender.work();

  await hear(ada.id);
  clock.pass(24 * 3_600_000);
  await sender.work();

  assert.deepEqual([standIn.taken.length, standIn.lists], [1, 0]);
  assert.equal(await state(ada.id), 'sent');
});

test('a message that came to nothing is sent again, but only once it would have shown up', async () => {
  const { put, sender, standIn, clock } = await createBench();
  standIn.fates.push('unheard');
  await put(ada);
  await sender.work();

  clock.pass(settleMilliseconds);
  await sender.work();
  assert.equal(standIn.taken.length, 0);
  clock.pass(timeoutMilliseconds);
  await sender.work();
  assert.equal(standIn.taken.length, 1);
});

for (const fate of ['taken-unheard', 'unheard'] as const) {
  test(`nothing is sent again while Sinch does not say what there is: ${fate}`, async () => {
    const { put, sender, standIn, state, clock } = await createBench();
    standIn.fates.push(fate);
    standIn.isListing = false;
    await put(ada);

    for (let hours = 0; hours < 3; hours += 1) {
      await sender.work();
      clock.pass(3_600_000);
    }
    assert.equal(await state(ada.id), 'sending');
    assert.equal(standIn.taken.length, fate === 'unheard' ? 0 : 1);
    standIn.isListing = true;
    await sender.work();
    assert.equal(await state(ada.id), 'sent');
    assert.equal(standIn.taken.length, 1);
  });
}

test('a message of a process that was killed is looked for by the next one, and sent if it is not there', async () => {
  const { put, outbox, sender, standIn, clock } = await createBench();
  await put(ada);
  const [item] = await outbox.claim(1, 2 * timeoutMilliseconds);
  assert.ok(item && (await outbox.begin(item, 2 * timeoutMilliseconds)));

  // It had a lease.
  await sender.work();
  assert.equal(standIn.lists, 0);
  clock.pass(2 * timeoutMilliseconds);
  await sender.work();
  assert.ok(standIn.lists > 0);
  assert.equal(standIn.taken.length, 0);
  clock.pass(settleMilliseconds);
  await sender.work();
  assert.equal(standIn.taken.length, 1);
});

test('a process whose lease has ended does not change what another one does', async () => {
  const { put, outbox, sender, state, clock } = await createBench();
  await put(ada);
  const [item] = await outbox.claim(1, 10);
  assert.ok(item);
  clock.pass(10);
  const [again] = await outbox.claim(1, 10);
  assert.ok(again);

  assert.equal(await outbox.begin(item, 10), false);
  assert.equal(await outbox.begin(again, 10), true);
  await outbox.postpone(item, 'ready', clock.now());
  assert.equal(await state(ada.id), 'sending');
  await outbox.markSent(again, 'message-1');
  await outbox.markRefused(item, 'too late');
  await sender.work();
  assert.equal(await state(ada.id), 'sent');
});

test('a process that stood still before it sent does not send, since another may have', async () => {
  let standStill = (): void => {};
  const { put, sender, standIn, clock } = await createBench({
    isWithheld: async () => {
      standStill();
      return false;
    },
  });
  standStill = () => clock.pass(timeoutMilliseconds + 1);
  await put(ada);
  await sender.work();
  assert.equal(standIn.taken.length, 0);

  standStill = () => {};
  clock.pass(3 * timeoutMilliseconds + settleMilliseconds);
  await sender.work();
  assert.equal(standIn.taken.length, 1);
});

test('a request that hangs is given up, and looked for', async () => {
  const { put, sender, standIn, state, clock } = await createBench();
  standIn.fates.push('hangs');
  await put(ada);
  await sender.work();
  assert.equal(await state(ada.id), 'sending');

  clock.pass(settleMilliseconds + timeoutMilliseconds);
  await sender.work();
  assert.equal(standIn.taken.length, 1);
});

test('a message that Sinch refuses is not sent again, and whoever put it in is told', async () => {
  const told: string[] = [];
  const { put, sender, standIn, state, clock } = await createBench({
    onRefused: async (_sql, id, reason) => void told.push(id, reason),
  });
  standIn.fates.push('refused');
  await put(ada);

  await sender.work();
  clock.pass(24 * 3_600_000);
  await sender.work();

  assert.equal(await state(ada.id), 'refused');
  assert.equal(standIn.taken.length, 0);
  assert.deepEqual(told, [ada.id, '[status: 400]: {"error":{"message":"no such channel"}}']);
});

test('a message for which Sinch has no time goes out later, without a look', async () => {
  const { put, sender, standIn, clock } = await createBench();
  standIn.fates.push('busy', 'busy');
  await put(ada);
  for (let times = 0; times < 3; times += 1) {
    await sender.work();
    clock.pass(10_000);
  }
  assert.deepEqual([standIn.taken.length, standIn.lists], [1, 0]);
});

test('a message that may have gone out is looked for again after an attempt that came to nothing', async () => {
  const { put, sender, standIn, clock } = await createBench();
  standIn.fates.push('unheard', 'busy');
  await put(ada);
  await sender.work();
  clock.pass(timeoutMilliseconds + settleMilliseconds);
  await sender.work();
  const before = standIn.lists;

  clock.pass(timeoutMilliseconds + settleMilliseconds);
  await sender.work();
  assert.ok(standIn.lists > before);
  assert.equal(standIn.taken.length, 1);
});

test('messages to one person go out in turn, and hold back nobody else', async () => {
  const { put, sender, standIn, clock } = await createBench();
  standIn.fates.push('busy');
  await put(ada);
  clock.pass(1);
  await put({ ...ada, id: 'greeting:ada-2' });
  await put(bo);

  await sender.work();
  assert.deepEqual(
    standIn.taken.map(({ metadata }) => metadata),
    [bo.id],
  );
  clock.pass(10_000);
  await sender.work();
  assert.deepEqual(
    standIn.taken.map(({ metadata }) => metadata),
    [bo.id, ada.id, 'greeting:ada-2'],
  );
});

test('what is withheld does not go out', async () => {
  const { put, sender, standIn, state } = await createBench({
    isWithheld: async (_sql, { id }) => id === ada.id,
  });
  await put(ada);
  await put(bo);
  await sender.work();

  assert.deepEqual(
    standIn.taken.map(({ metadata }) => metadata),
    [bo.id],
  );
  assert.equal(await state(ada.id), 'withheld');
});
