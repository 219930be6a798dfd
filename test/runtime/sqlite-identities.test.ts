import Database from 'libsql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqliteDatabase, type SqliteDatabase } from '../../src/runtime/sqlite-database.js';
import { newEvent, temporaryFile } from './stores.js';

const options = { busyMilliseconds: 50, horizonMilliseconds: 960_000, recentLimit: 20 };

function openInbox(file: string): SqliteDatabase {
  const inbox = openSqliteDatabase({ file, ...options });
  onTestFinished(() => inbox.close());
  return inbox;
}

function count(file: string, table: 'identity' | 'recent_identity'): number {
  const database = new Database(file);
  const row = database.prepare(`SELECT count(*) AS count FROM ${table}`).get([]) as { count: number };
  database.close();
  return row.count;
}

const named = (index: number) => newEvent(`e${index}`, { identities: [`nonce:${index}`, `body:${index}`] });
const indexes = Array.from({ length: 300 }, (_, index) => index);

describe('the identities of an inbox in a file', () => {
  it('are known while they are recent and after they have moved to the index, each under every name', () => {
    const file = temporaryFile();
    const inbox = openInbox(file);
    for (const index of indexes) expect(inbox.transaction(() => inbox.add(named(index)))).toBe('accepted');
    expect(count(file, 'identity')).toBeGreaterThan(200);
    expect(count(file, 'recent_identity')).toBeGreaterThan(0);
    expect(count(file, 'recent_identity')).toBeLessThan(250);
    for (const index of indexes) {
      for (const identity of [`nonce:${index}`, `body:${index}`]) {
        expect(inbox.add(newEvent('again', { identities: [identity] }))).toBe('duplicate');
      }
    }
  });

  it('are known at whatever step of the move the process has ended', () => {
    const file = temporaryFile();
    for (const index of indexes) {
      const inbox = openSqliteDatabase({ file, ...options });
      inbox.transaction(() => inbox.add(named(index)));
      if (index % 7 === 0) inbox.transaction(() => inbox.addAll([named(index), named(index - 1)]));
      inbox.close();
    }
    const inbox = openInbox(file);
    expect(inbox.transaction(() => inbox.addAll(indexes.map(named)))).toEqual(indexes.map(() => 'duplicate'));
  });

  it('are known to another process, recent or moved', () => {
    const file = temporaryFile();
    const [one, two] = [openInbox(file), openInbox(file)];
    for (const index of indexes) {
      const [first, second] = index % 3 === 0 ? [two, one] : [one, two];
      expect(first.transaction(() => first.add(named(index)))).toBe('accepted');
      expect(second.transaction(() => second.add(named(index)))).toBe('duplicate');
    }
    for (const inbox of [one, two]) {
      expect(inbox.addAll(indexes.map(named))).toEqual(indexes.map(() => 'duplicate'));
    }
  });

  it('are not kept by a transaction that fails, in which others would have moved', () => {
    const file = temporaryFile();
    const inbox = openInbox(file);
    for (const index of indexes) {
      const failing = (): void =>
        inbox.transaction(() => {
          inbox.add(named(index));
          throw new Error('no disk');
        });
      expect(failing).toThrow('no disk');
      expect(inbox.transaction(() => inbox.add(named(index)))).toBe('accepted');
    }
    expect(inbox.addAll(indexes.map(named))).toEqual(indexes.map(() => 'duplicate'));
  });

  it('of a duplicate are kept too: it may be repeated under them alone', () => {
    const inbox = openInbox(temporaryFile());
    const outcomes = [['nonce:1', 'body:1'], ['nonce:2', 'body:1'], ['nonce:2'], ['nonce:3']].map(
      (identities, index) => newEvent(`e${index}`, { identities }),
    );
    expect(inbox.addAll(outcomes)).toEqual(['accepted', 'duplicate', 'duplicate', 'accepted']);
  });

  it('are all forgotten in the end, recent or moved, and are new then', () => {
    const file = temporaryFile();
    const inbox = openInbox(file);
    for (const index of indexes) inbox.transaction(() => inbox.add(named(index)));
    const seenBefore = Date.now() + 1_000;
    while (inbox.forgetIdentities({ seenBefore, limit: 50 }) > 0);
    expect([count(file, 'identity'), count(file, 'recent_identity')]).toEqual([0, 0]);
    expect(inbox.addAll(indexes.map(named))).toEqual(indexes.map(() => 'accepted'));
  });

  it('move to the index when they have been recent for long, however few they are', () => {
    const file = temporaryFile();
    const inbox = openInbox(file);
    inbox.transaction(() => inbox.add(named(1)));
    inbox.close();
    const database = new Database(file);
    const seenAt = Date.now() - 7_200_000;
    database.prepare('UPDATE recent_identity SET seen_at = ?').run([seenAt]);
    const again = openInbox(file);
    expect(again.forgetIdentities({ seenBefore: seenAt - 1, limit: 500 })).toBe(0);
    expect(count(file, 'recent_identity')).toBe(0);
    expect(database.prepare('SELECT DISTINCT seen_at FROM identity').all([])).toEqual([{ seen_at: seenAt }]);
    database.close();
    expect(again.add(named(1))).toBe('duplicate');
    expect(again.forgetIdentities({ seenBefore: seenAt + 1, limit: 500 })).toBe(2);
  });
});
