import { hash } from 'node:crypto';
import type { Connection } from './sqlite-file.js';
import { bytesOf, type Bytes } from './sqlite-rows.js';
import { prepareStatement } from './sqlite-statements.js';

export interface SqliteIdentities {
  /** Keeps the identities of events, in their order. Says of each whether none of its identities was seen before. */
  remember(identities: readonly (readonly string[])[]): boolean[];
  /** As `StoreOperations.forgetIdentities`; those that were kept in one transaction are forgotten together. */
  forget(request: { readonly seenBefore: number; readonly limit: number }): number;
  /** Takes what the file says for what is known: a transaction was rolled back. */
  reload(): void;
}

export interface IdentitiesOptions {
  /** How many recent identities there may be before they are moved to the index. */
  readonly recentLimit?: number;
}

const digestBytes = 16;
// Digits of a time in milliseconds, in a row of its own beside the digest.
const timeDigits = 16;
// By the first byte, four of its values to each.
const bucketCount = 64;
const maxResidenceMilliseconds = 3_600_000;
const clockToleranceMilliseconds = 3_600_000;

/*
 * A digest goes to any page of an index, so an index that takes each at once writes a page of 4 KB for every 16 bytes.
 * Here those of a transaction go behind one another into one row of `recent_identity`, and into this memory. Once
 * there are many, they move to the index a bucket at a time, many to a page; when all buckets have moved, the rows that
 * were there before the first did are over. One that is in both is in both until then.
 */

/** What an inbox's file knows of the identities that were seen. Other processes may have it open. */
export function openIdentities(
  database: Connection,
  { recentLimit = 24_000 }: IdentitiesOptions = {},
): SqliteIdentities {
  const statements = prepareIdentityStatements(database);
  const buckets = Array.from({ length: bucketCount }, () => new Map<string, number>());
  let size = 0;
  let oldest = Infinity;
  let lastRow = 0;
  let nextBucket: number | undefined;
  let sweptRow = 0;
  let sweptAt = 0;

  function bucketOf(digest: string): Map<string, number> {
    return buckets[digest.charCodeAt(0) >> 2] as Map<string, number>;
  }

  function keep(digest: string, seenAt: number): void {
    const bucket = bucketOf(digest);
    if (bucket.has(digest)) return;
    bucket.set(digest, seenAt);
    size += 1;
    oldest = Math.min(oldest, seenAt);
  }

  // Another process may have kept some, and nothing was read yet when the file is opened.
  function catchUp(): void {
    for (const { id, seen_at, digests } of statements.newer.all([lastRow]) as RecentRow[]) {
      lastRow = id;
      for (const digest of digestsIn(bytesOf(digests))) keep(digest, seen_at);
    }
  }

  function reload(): void {
    for (const bucket of buckets) bucket.clear();
    size = 0;
    oldest = Infinity;
    lastRow = 0;
    nextBucket = undefined;
  }

  function indexed(digests: readonly string[]): string[] {
    if (digests.length === 0) return [];
    const rows = statements.indexed.all([bytesFrom(digests), digests.length]) as { i: number }[];
    return rows.flatMap(({ i }) => digests[i] ?? []);
  }

  function sweep(limit: number): void {
    for (let moved = 0; nextBucket !== undefined && moved < limit;) {
      const bucket = buckets[nextBucket] as Map<string, number>;
      moved += bucket.size;
      if (bucket.size > 0) statements.move.run([entriesFrom(bucket), bucket.size]);
      size -= bucket.size;
      bucket.clear();
      nextBucket += 1;
      if (nextBucket < bucketCount) continue;
      statements.endRecent.run([sweptRow]);
      nextBucket = undefined;
      oldest = size > 0 ? sweptAt : Infinity;
    }
  }

  function beginSweep(): void {
    if (nextBucket !== undefined) return;
    nextBucket = 0;
    sweptRow = lastRow;
    sweptAt = Date.now();
  }

  return {
    remember(identities) {
      catchUp();
      const seenAt = Date.now();
      const events = identities.map((names) => names.map(digestOf));
      const fresh = new Set<string>();
      for (const digest of events.flat()) if (!bucketOf(digest).has(digest)) fresh.add(digest);
      for (const digest of indexed([...fresh])) fresh.delete(digest);
      if (fresh.size > 0) {
        lastRow = Number(statements.append.run([seenAt, bytesFrom([...fresh])]).lastInsertRowid);
      }
      const isNew = events.map((digests) => {
        // All are kept, also those of a duplicate: it may be repeated under them alone.
        const added = digests.filter((digest) => fresh.delete(digest));
        for (const digest of added) keep(digest, seenAt);
        return added.length === digests.length;
      });
      if (size > recentLimit) beginSweep();
      sweep(1);
      return isNew;
    },

    forget({ seenBefore, limit }) {
      const now = Date.now();
      const future = now + clockToleranceMilliseconds;
      statements.clamp.run([now, limit, future]);
      const { changes: clamped } = statements.clampRecent.run([now, limit, future]);
      let { changes: count } = statements.forget.run([limit, seenBefore]);
      const old = statements.oldestRecent.all([limit]) as { id: number; seen_at: number; count: number }[];
      let gone = 0;
      for (const row of old) {
        if (count >= limit || row.seen_at >= seenBefore) break;
        count += row.count;
        gone = row.id;
      }
      if (gone > 0) statements.endRecent.run([gone]);
      // Another process may have forgotten or moved what is known here, and this one may be asked to keep nothing.
      if (clamped > 0 || gone > 0 || oldest < seenBefore || size > recentLimit) reload();
      catchUp();
      if (oldest < now - maxResidenceMilliseconds) beginSweep();
      sweep(limit);
      return count;
    },

    reload,
  };
}

interface RecentRow {
  readonly id: number;
  readonly seen_at: number;
  readonly digests: Bytes;
}

function prepareIdentityStatements(database: Connection) {
  const prepare = (sql: string) => prepareStatement(database, sql);
  // The numbers below the second parameter: the rows of the first, which has them behind one another.
  const rows = 'WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)';
  const entry = digestBytes + timeDigits;
  return {
    newer: prepare('SELECT id, seen_at, digests FROM recent_identity WHERE id > ? ORDER BY id'),
    append: prepare('INSERT INTO recent_identity (seen_at, digests) VALUES (?, ?)'),
    endRecent: prepare('DELETE FROM recent_identity WHERE id <= ?'),
    oldestRecent: prepare(
      `SELECT id, seen_at, length(digests) / ${digestBytes} AS count FROM recent_identity ORDER BY id LIMIT ?`,
    ),
    clampRecent: prepare(
      `UPDATE recent_identity SET seen_at = ?
       WHERE id IN (SELECT id FROM recent_identity ORDER BY id LIMIT ?) AND seen_at > ?`,
    ),
    indexed: prepare(
      `${rows} SELECT i FROM n
       WHERE EXISTS (SELECT 1 FROM identity WHERE digest = substr(?1, i * ${digestBytes} + 1, ${digestBytes}))`,
    ),
    move: prepare(
      `${rows} INSERT INTO identity (digest, seen_at)
       SELECT substr(?1, i * ${entry} + 1, ${digestBytes}),
              CAST(CAST(substr(?1, i * ${entry} + ${digestBytes + 1}, ${timeDigits}) AS TEXT) AS INTEGER)
       FROM n WHERE true ON CONFLICT DO NOTHING`,
    ),
    clamp: prepare(
      'UPDATE identity SET seen_at = ? WHERE id IN (SELECT id FROM identity ORDER BY id LIMIT ?) AND seen_at > ?',
    ),
    forget: prepare(
      'DELETE FROM identity WHERE id IN (SELECT id FROM identity ORDER BY id LIMIT ?) AND seen_at < ?',
    ),
  };
}

// Identities can be long, and hold what a contact said. A byte to a character, which is the least that a Map can have.
function digestOf(identity: string): string {
  return hash('sha256', identity, 'binary').slice(0, digestBytes);
}

function bytesFrom(digests: readonly string[]): Buffer {
  return Buffer.from(digests.join(''), 'latin1');
}

function digestsIn(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return Array.from({ length: text.length / digestBytes }, (_, index) =>
    text.slice(index * digestBytes, (index + 1) * digestBytes),
  );
}

// In their order, so that those of a page come one after the other.
function entriesFrom(bucket: ReadonlyMap<string, number>): Buffer {
  const entries = [...bucket].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const texts = entries.map(([digest, seenAt]) => digest + String(seenAt).padStart(timeDigits, '0'));
  return Buffer.from(texts.join(''), 'latin1');
}
