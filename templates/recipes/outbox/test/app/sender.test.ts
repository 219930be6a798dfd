import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Database } from '../../src/app/database.js';
import { createOutbox, outboxTables } from '../../src/app/outbox.js';
import { startSender } from '../../src/app/sender.js';
import { createStandIn, createTestClock, createTestSender, openMemory } from './stand-in.js';

const outgoing = { id: 'a', appId: 'app', to: [{ channel: 'SMS', identity: '4477' }], text: 'Hello' };

async function createBench(wrap: (database: Database) => Database = (database) => database) {
  const clock = createTestClock();
  const standIn = createStandIn(clock.now);
  const database = await openMemory([outboxTables]);
  const outbox = createOutbox({ database: wrap(database), now: clock.now });
  const sender = startSender(createTestSender(outbox, standIn, clock).parts);
  const put = (id: string, identity = id) =>
    database.transaction((sql) => outbox.put(sql, { ...outgoing, id, to: [{ channel: 'SMS', identity }] }));
  return { standIn, sender, put };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('sends what is there when it starts, what comes later, and more than it sends at a time', async () => {
  const { standIn, sender, put } = await createBench();
  await put('first');
  sender.wake();
  await until(() => standIn.taken.length === 1);
  for (let n = 0; n < 25; n += 1) await put(`later-${n}`);
  sender.wake();
  await until(() => standIn.taken.length === 26);
  await sender.stop();
  assert.equal(new Set(standIn.taken.map(({ metadata }) => metadata)).size, 26);
});

test('finds by itself what another process has put in', async () => {
  const { standIn, sender, put } = await createBench();
  await put('of another');
  await until(() => standIn.taken.length === 1);
  await sender.stop();
});

test('begins nothing once it is stopped', async () => {
  const { standIn, sender, put } = await createBench();
  await sender.stop();
  await put('too late');
  sender.wake();
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(standIn.taken, []);
});

test('goes on when the database is back', async () => {
  let isThere = false;
  const { standIn, sender, put } = await createBench((database) => ({
    ...database,
    transaction: (work) =>
      isThere ? database.transaction(work) : Promise.reject(new Error('connection refused')),
  }));
  await put('waits');
  sender.wake();
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(standIn.taken, []);
  isThere = true;
  await until(() => standIn.taken.length === 1);
  await sender.stop();
});
