import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { openSqliteDatabase } from '../../src/runtime/sqlite-database.js';
import { leaseMilliseconds, newEvent, openTestDatabase, temporaryFile } from './stores.js';

const options = { busyMilliseconds: 50, horizonMilliseconds: 960_000 };

describe('an inbox in a file', () => {
  it('is made with its folders, and keeps events and identities from one process to the next', () => {
    const file = temporaryFile('deep/below/inbox.sqlite');
    const first = openSqliteDatabase({ file, ...options });
    first.transaction(() => first.add(newEvent('a')));
    first.close();

    const second = openSqliteDatabase({ file, ...options });
    expect(second.add(newEvent('a'))).toBe('duplicate');
    expect(second.claim({ limit: 5, leaseMilliseconds }).events).toMatchObject([{ deliveryId: 'a' }]);
    second.close();
  });

  it('writes each commit through to the disk', () => {
    const file = temporaryFile();
    openSqliteDatabase({ file, ...options }).close();
    const database = new Database(file);
    expect(database.pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    database.close();
  });

  it('is shared: what one process leases, another does not', () => {
    const file = temporaryFile();
    const clock = { now: 1_000 };
    const [one, two] = [openTestDatabase(clock, file), openTestDatabase(clock, file)];
    one.transaction(() => one.add(newEvent('a')));
    expect(two.add(newEvent('a'))).toBe('duplicate');
    expect(two.claim({ limit: 5, leaseMilliseconds }).events).toHaveLength(1);
    expect(one.claim({ limit: 5, leaseMilliseconds }).events).toHaveLength(0);
    clock.now += leaseMilliseconds;
    expect(one.claim({ limit: 5, leaseMilliseconds }).events).toMatchObject([{ lease: 2 }]);
  });

  it('leases what an earlier start of the machine has postponed, though its clock began anew', () => {
    const clock = { now: 900_000_000 };
    const database = openTestDatabase(clock);
    database.add(newEvent('a'));
    const [event] = database.claim({ limit: 1, leaseMilliseconds }).events;
    database.postpone({ id: event?.id ?? '', lease: 1, delayMilliseconds: 900_000, reason: 'no database' });
    clock.now = 5_000;
    expect(database.claim({ limit: 1, leaseMilliseconds }).events).toMatchObject([{ deliveryId: 'a' }]);
  });

  it('leases everything anew once the machine was started anew, however long its leases were', () => {
    const file = temporaryFile();
    const clock = { now: 600_000 };
    const before = openTestDatabase(clock, file);
    before.add(newEvent('a'));
    before.claim({ limit: 1, leaseMilliseconds });
    const other = new Database(file);
    other.exec("UPDATE machine SET boot = 'an earlier one'");
    other.close();
    clock.now = 5_000;
    const after = openTestDatabase(clock, file);
    expect(after.claim({ limit: 1, leaseMilliseconds }).events).toMatchObject([{ deliveryId: 'a' }]);
  });

  it('lists what comes after an event that is gone, and nothing after what is no id', () => {
    const database = openTestDatabase({ now: 1_000 });
    for (const id of ['a', 'b']) database.add(newEvent(id));
    const after = database.list({ state: 'pending', limit: 1 })[0]?.id ?? '';
    database.complete({ id: after });
    expect(database.list({ state: 'pending', limit: 9, after })).toMatchObject([{ deliveryId: 'b' }]);
    expect(database.list({ state: 'pending', limit: 9, after: 'x' })).toEqual([]);
  });

  it('does all of a transaction or nothing', () => {
    const database = openTestDatabase({ now: 1_000 });
    const failing = (): void =>
      database.transaction(() => {
        database.add(newEvent('a'));
        throw new Error('no disk');
      });
    expect(failing).toThrow('no disk');
    expect(database.transaction(() => database.add(newEvent('a')))).toBe('accepted');
  });

  it('takes nothing while another process writes, and takes it after', () => {
    const file = temporaryFile();
    const database = openTestDatabase({ now: 1_000 }, file);
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    expect(() => database.transaction(() => database.add(newEvent('a')))).toThrow(/locked/);
    other.exec('ROLLBACK');
    other.close();
    expect(database.transaction(() => database.add(newEvent('a')))).toBe('accepted');
  });

  it('refuses a file that a newer receiver has written', () => {
    const file = temporaryFile();
    openSqliteDatabase({ file, ...options }).close();
    const database = new Database(file);
    database.pragma('user_version = 99');
    database.close();
    expect(() => openSqliteDatabase({ file, ...options })).toThrow(/newer receiver/);
  });

  it.each([
    ['has tables of its own', 'CREATE TABLE event (id INTEGER)'],
    ['counts versions as well', 'CREATE TABLE event (id INTEGER); PRAGMA user_version = 1'],
  ])('refuses the database of another program that %s', (_case, sql) => {
    const file = temporaryFile();
    const database = new Database(file);
    database.exec(sql);
    database.close();
    expect(() => openSqliteDatabase({ file, ...options })).toThrow(/another program/);
  });

  it('refuses what is no database', () => {
    const file = temporaryFile();
    writeFileSync(file, 'a file');
    expect(() => openSqliteDatabase({ file: join(file, 'inbox'), ...options })).toThrow();
  });

  it('forgets old identities, the oldest first, and no more than it is told to', () => {
    const database = openTestDatabase({ now: 1_000 });
    for (const id of ['a', 'b', 'c']) database.add(newEvent(id));
    expect(database.forgetIdentities({ seenBefore: 0, limit: 10 })).toBe(0);
    const later = Date.now() + 1_000;
    expect(database.forgetIdentities({ seenBefore: later, limit: 2 })).toBe(2);
    expect(database.add(newEvent('c'))).toBe('duplicate');
    expect(database.add(newEvent('a'))).toBe('accepted');
  });

  it('forgets in time what was seen while the clock was wrong', () => {
    const file = temporaryFile();
    const inbox = openTestDatabase({ now: 1_000 }, file);
    inbox.add(newEvent('a'));
    const other = new Database(file);
    other.exec('UPDATE recent_identity SET seen_at = 9000000000000');
    other.close();
    expect(inbox.forgetIdentities({ seenBefore: Date.now() - 60_000, limit: 10 })).toBe(0);
    expect(inbox.forgetIdentities({ seenBefore: Date.now() + 60_000, limit: 10 })).toBe(1);
  });

  it('reads an index, and never the whole table, for what is done for every event', () => {
    const file = temporaryFile();
    openSqliteDatabase({ file, ...options }).close();
    const database = new Database(file);
    const plan = (sql: string): string =>
      (database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all([]) as { detail: string }[])
        .map(({ detail }) => detail)
        .join('; ');
    expect(
      plan(
        "SELECT id FROM event WHERE state = 'ready' AND available_at <= 5 ORDER BY available_at, id LIMIT 3",
      ),
    ).toMatch(/^SEARCH event USING (COVERING )?INDEX event_ready \(available_at<\?\)$/);
    expect(
      plan("SELECT id FROM event WHERE lane = 'x' AND state IN ('ready', 'waiting') ORDER BY id LIMIT 1"),
    ).toMatch(/^SEARCH event USING (COVERING )?INDEX event_lane \(lane=\?\)$/);
    expect(
      plan("SELECT count(*) FROM event WHERE state = 'dead' AND state IN ('dead', 'quarantine')"),
    ).toMatch(/USING COVERING INDEX event_parked/);
    database.close();
  });
});
