import { createHash } from 'node:crypto';
import Database from 'libsql';
import { expect, it, onTestFinished } from 'vitest';
import { createSqliteDesk } from '../../src/runtime/sqlite-desk.js';
import { openSqliteDatabase } from '../../src/runtime/sqlite-database.js';
import { leaseMilliseconds, newEvent, temporaryFile } from './stores.js';

const options = { busyMilliseconds: 50, horizonMilliseconds: 960_000 };

/** As a receiver made it whose schema had version 1. */
const firstSchema = `
  CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL,
    available_at INTEGER NOT NULL,
    lane TEXT,
    lease INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    lost INTEGER NOT NULL DEFAULT 0,
    delivery_id TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    path TEXT NOT NULL,
    trigger TEXT NOT NULL,
    reason TEXT,
    body BLOB NOT NULL
  ) STRICT;
  CREATE INDEX event_ready ON event (available_at) WHERE state = 'ready';
  CREATE INDEX event_lane ON event (lane, id) WHERE lane IS NOT NULL AND state IN ('ready', 'waiting');
  CREATE INDEX event_waiting ON event (id) WHERE state = 'waiting';
  CREATE INDEX event_parked ON event (state, id) WHERE state IN ('dead', 'quarantine');
  CREATE TABLE identity (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    seen_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE machine (boot TEXT NOT NULL) STRICT;
  PRAGMA application_id = ${0x53696e63};
  PRAGMA user_version = 1;
`;

/** A file with a pending event in a lane, a dead one, and the identity of both. */
function firstFile(): string {
  const file = temporaryFile();
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.exec(firstSchema);
  const insert = database.prepare(
    `INSERT INTO event (state, available_at, lane, delivery_id, received_at, path, trigger, body)
     VALUES (?, 0, ?, ?, 1700000000000, '/webhooks/sinch', 'OPT_IN', ?)`,
  );
  insert.run(['ready', 'lane', 'pending', Buffer.from('{}')]);
  insert.run(['dead', null, 'dead', Buffer.from('{}')]);
  const remember = database.prepare('INSERT INTO identity (digest, seen_at) VALUES (?, ?)');
  for (const id of ['pending', 'dead']) {
    const digest = createHash('sha256').update(`nonce:${id}`).digest().subarray(0, 16);
    remember.run([digest, Date.now()]);
  }
  database.close();
  return file;
}

it('goes on with the file of a receiver whose schema was the first', () => {
  const file = firstFile();
  const inbox = openSqliteDatabase({ file, ...options });
  onTestFinished(() => inbox.close());
  expect(inbox.transaction(() => inbox.addAll([newEvent('dead'), newEvent('pending')]))).toEqual([
    'duplicate',
    'duplicate',
  ]);
  expect(inbox.transaction(() => inbox.add(newEvent('behind', { lane: 'lane' })))).toBe('accepted');
  const { events } = inbox.claim({ limit: 9, leaseMilliseconds });
  expect(events.map(({ deliveryId }) => deliveryId)).toEqual(['pending']);
  inbox.complete({ id: events[0]?.id ?? '' });
  expect(inbox.retry({ selection: { state: 'dead' }, limit: 9 })).toBe(1);
  const next = inbox.claim({ limit: 9, leaseMilliseconds }).events;
  expect(next.map(({ deliveryId }) => deliveryId).toSorted()).toEqual(['behind', 'dead']);
  const database = new Database(file);
  expect(database.pragma('user_version')).toEqual([{ user_version: 2 }]);
  database.close();
});

it('lets an operator list, show, retry and purge in a file that no receiver has brought up to date', async () => {
  const file = firstFile();
  const desk = createSqliteDesk({ file, horizonMilliseconds: 960_000 });
  onTestFinished(() => desk.close());
  await desk.open('write');
  expect(await desk.stats()).toMatchObject({ pending: 1, dead: 1 });
  const { events } = await desk.list({ state: 'dead', limit: 9, after: undefined });
  const ids = events.map(({ id }) => id);
  expect(await desk.show({ id: ids[0] ?? '' })).toMatchObject({ deliveryId: 'dead' });
  expect(await desk.retry({ kind: 'ids', ids })).toMatchObject({ count: 1 });
  expect(await desk.stats()).toMatchObject({ pending: 2, dead: 0 });
  const database = new Database(file);
  database.exec("UPDATE event SET state = 'dead' WHERE delivery_id = 'dead'");
  expect(await desk.purge({ kind: 'ids', ids })).toMatchObject({ count: 1 });
  expect(database.pragma('user_version')).toEqual([{ user_version: 1 }]);
  database.close();
});
