import { createHash } from 'node:crypto';
import { openSqliteFile, type Connection, type SqliteFileOptions } from './sqlite-file.js';
import { steadyMilliseconds } from './steady-clock.js';
import type {
  Claim,
  ClaimedEvent,
  EventDetails,
  EventState,
  EventSummary,
  InboxStats,
  Selection,
  StoreOperations,
} from './store.js';

export interface SqliteOptions extends SqliteFileOptions {
  /** The longest lease or delay that any receiver asks for. */
  readonly horizonMilliseconds: number;
  /** Milliseconds of a clock that all processes of the machine share and nobody sets. */
  readonly now?: () => number;
}

export interface SqliteDatabase extends StoreOperations {
  /** Does several operations in one transaction, made durable by one fsync. Throws when none was done. */
  transaction<Result>(work: () => Result): Result;
  close(): void;
}

/** Opens an inbox in a file. Throws when the file cannot be used. */
export function openSqliteDatabase(options: SqliteOptions): SqliteDatabase {
  const { now = steadyMilliseconds, horizonMilliseconds } = options;
  const database = openSqliteFile(options);
  const statements = prepareStatements(database);

  function claimOne(row: EventRow, until: number): ClaimedEvent {
    statements.lend.run([until, row.id]);
    return {
      id: row.id,
      deliveryId: row.delivery_id,
      receivedAt: row.received_at,
      path: row.path,
      trigger: row.trigger,
      body: bytesOf(row.body),
      attempt: row.attempts + 1,
    };
  }

  function endOf(id: number, change: () => void): void {
    const row = statements.laneOf.get([id]) as { lane: string | null } | undefined;
    change();
    if (row !== undefined && row.lane !== null) statements.promote.run([now(), row.lane]);
  }

  return {
    add(event) {
      const seenAt = Date.now();
      let isNew = true;
      for (const identity of event.identities) {
        // All are kept, also those of a duplicate: it may be repeated under them alone.
        if (statements.remember.run([digestOf(identity), seenAt]).changes === 0) isNew = false;
      }
      if (!isNew) return 'duplicate';
      const lane = event.lane ?? null;
      const isBehind = lane !== null && statements.isLaneBusy.get([lane]) !== undefined;
      statements.insert.run([
        event.quarantine === undefined ? (isBehind ? 'waiting' : 'ready') : 'quarantine',
        now(),
        event.quarantine === undefined ? lane : null,
        event.deliveryId,
        event.receivedAt,
        event.path,
        event.trigger,
        event.quarantine ?? null,
        Buffer.from(event.body.buffer, event.body.byteOffset, event.body.byteLength),
      ]);
      return 'accepted';
    },

    claim({ limit, leaseMilliseconds }): Claim {
      const time = now();
      // A machine that was started anew counts from zero. A time further ahead than any that is ever set is from before.
      const horizon = time + horizonMilliseconds;
      const due = statements.due.all([time, limit]) as EventRow[];
      const stale = statements.stale.all([horizon, limit - due.length]) as EventRow[];
      const rows = [...due, ...stale];
      const next = statements.nextDue.get([time, horizon]) as { next: number | null };
      return {
        events: rows.map((row) => claimOne(row, time + leaseMilliseconds)),
        nextDue: rows.length === limit ? 0 : next.next === null ? undefined : next.next - time,
      };
    },

    renew({ leases, leaseMilliseconds }) {
      const until = now() + leaseMilliseconds;
      for (const { id, attempt } of leases) statements.renew.run([until, id, attempt]);
    },

    complete({ id }) {
      endOf(id, () => statements.delete.run([id]));
    },

    postpone({ id, attempt, delayMilliseconds, reason }) {
      statements.postpone.run([now() + delayMilliseconds, reason, id, attempt]);
    },

    release({ leases }) {
      for (const { id, attempt } of leases) statements.release.run([now(), id, attempt]);
    },

    park({ id, attempt, state, reason }) {
      endOf(id, () => statements.park.run([state, reason, id, attempt]));
    },

    stats(): InboxStats {
      const row = statements.stats.get([]) as StatsRow;
      return {
        pending: row.ready + row.waiting,
        dead: row.dead,
        quarantine: row.quarantine,
        oldestPendingAt: row.oldest ?? undefined,
      };
    },

    list({ state, limit, after = 0 }) {
      const rows = statements[state === 'pending' ? 'listPending' : 'listParked'];
      return (rows.all(state === 'pending' ? [after, limit] : [state, after, limit]) as SummaryRow[]).map(
        summaryOf,
      );
    },

    show({ id }): EventDetails | undefined {
      const row = statements.show.get([id]) as (SummaryRow & { path: string; body: Bytes }) | undefined;
      return row && { ...summaryOf(row), path: row.path, body: bytesOf(row.body) };
    },

    retry({ selection, limit }) {
      const ids = select(statements, selection, limit);
      for (const id of ids) {
        const row = statements.laneOf.get([id]) as { lane: string | null };
        const isBehind = row.lane !== null && statements.isLaneBusy.get([row.lane]) !== undefined;
        statements.retry.run([isBehind ? 'waiting' : 'ready', now(), id]);
      }
      return ids.length;
    },

    purge({ selection, limit }) {
      const ids = select(statements, selection, limit);
      for (const id of ids) statements.delete.run([id]);
      return ids.length;
    },

    forget({ seenBefore, limit }) {
      return statements.forget.run([limit, seenBefore]).changes;
    },

    transaction(work) {
      statements.begin.run([]);
      try {
        const result = work();
        statements.commit.run([]);
        return result;
      } catch (error) {
        // The database ends a transaction by itself after some faults, such as a full disk.
        if (database.inTransaction) statements.rollback.run([]);
        throw error;
      }
    },

    close() {
      database.close();
    },
  };
}

const claimColumns = 'id, delivery_id, received_at, path, trigger, attempts, body';
const summaryColumns = 'id, state, trigger, delivery_id, received_at, attempts, reason';

// As the indexes have it: one is only used where its own words stand in the query.
const isPending = "state IN ('ready', 'waiting')";
const isParked = "state IN ('dead', 'quarantine')";

// Whoever lent an event anew has counted another attempt.
const whereLent = "WHERE id = ? AND attempts = ? AND state = 'ready'";

function prepareStatements(database: Connection) {
  // Parameters always go in one array: this driver takes a buffer that stands alone for an object of names.
  const prepare = (sql: string) => database.prepare<[readonly unknown[]]>(sql);
  return {
    begin: prepare('BEGIN IMMEDIATE'),
    commit: prepare('COMMIT'),
    rollback: prepare('ROLLBACK'),
    remember: prepare('INSERT INTO identity (digest, seen_at) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    isLaneBusy: prepare(`SELECT 1 FROM event WHERE lane = ? AND ${isPending} LIMIT 1`),
    insert: prepare(
      `INSERT INTO event (state, available_at, lane, delivery_id, received_at, path, trigger, reason, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    due: prepare(
      `SELECT ${claimColumns} FROM event WHERE state = 'ready' AND available_at <= ? ORDER BY available_at, id LIMIT ?`,
    ),
    stale: prepare(
      `SELECT ${claimColumns} FROM event WHERE state = 'ready' AND available_at > ? ORDER BY available_at, id LIMIT ?`,
    ),
    nextDue: prepare(
      "SELECT min(available_at) AS next FROM event WHERE state = 'ready' AND available_at > ? AND available_at <= ?",
    ),
    lend: prepare('UPDATE event SET available_at = ?, attempts = attempts + 1 WHERE id = ?'),
    renew: prepare(`UPDATE event SET available_at = ? ${whereLent}`),
    postpone: prepare(`UPDATE event SET available_at = ?, reason = ? ${whereLent}`),
    release: prepare(`UPDATE event SET available_at = ?, attempts = attempts - 1 ${whereLent}`),
    laneOf: prepare('SELECT lane FROM event WHERE id = ?'),
    delete: prepare('DELETE FROM event WHERE id = ?'),
    park: prepare(`UPDATE event SET state = ?, reason = ? ${whereLent}`),
    promote: prepare(
      `UPDATE event SET state = 'ready', available_at = ? WHERE state = 'waiting' AND id =
       (SELECT id FROM event WHERE lane = ? AND ${isPending} ORDER BY id LIMIT 1)`,
    ),
    stats: prepare(
      `SELECT (SELECT count(*) FROM event WHERE state = 'ready') AS ready,
              (SELECT count(*) FROM event WHERE state = 'waiting') AS waiting,
              (SELECT count(*) FROM event WHERE state = 'dead' AND ${isParked}) AS dead,
              (SELECT count(*) FROM event WHERE state = 'quarantine' AND ${isParked}) AS quarantine,
              (SELECT received_at FROM event WHERE id =
                (SELECT min(id) FROM event WHERE state = 'ready')) AS oldest`,
    ),
    listPending: prepare(
      `SELECT ${summaryColumns} FROM event WHERE ${isPending} AND id > ? ORDER BY id LIMIT ?`,
    ),
    listParked: prepare(
      `SELECT ${summaryColumns} FROM event
       WHERE state = ? AND ${isParked} AND id > ? ORDER BY id LIMIT ?`,
    ),
    show: prepare(`SELECT ${summaryColumns}, path, body FROM event WHERE id = ?`),
    selectParked: prepare(`SELECT id FROM event WHERE state = ? AND ${isParked} AND received_at < ? LIMIT ?`),
    isParked: prepare(`SELECT 1 FROM event WHERE id = ? AND ${isParked}`),
    retry: prepare('UPDATE event SET state = ?, available_at = ?, attempts = 0 WHERE id = ?'),
    forget: prepare(
      'DELETE FROM identity WHERE id IN (SELECT id FROM identity ORDER BY id LIMIT ?) AND seen_at < ?',
    ),
  };
}

function select(
  statements: ReturnType<typeof prepareStatements>,
  selection: Selection,
  limit: number,
): number[] {
  if ('ids' in selection) {
    return selection.ids.slice(0, limit).filter((id) => statements.isParked.get([id]) !== undefined);
  }
  const { state, receivedBefore = Number.MAX_SAFE_INTEGER } = selection;
  return (statements.selectParked.all([state, receivedBefore, limit]) as { id: number }[]).map(
    ({ id }) => id,
  );
}

// This driver gives the one from `get` and the other from `all`.
type Bytes = Buffer | ArrayBuffer;

function bytesOf(bytes: Bytes): Uint8Array {
  return bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
}

interface EventRow {
  readonly id: number;
  readonly delivery_id: string;
  readonly received_at: number;
  readonly path: string;
  readonly trigger: string;
  readonly attempts: number;
  readonly body: Bytes;
}

interface StatsRow {
  readonly ready: number;
  readonly waiting: number;
  readonly dead: number;
  readonly quarantine: number;
  readonly oldest: number | null;
}

interface SummaryRow {
  readonly id: number;
  readonly state: 'ready' | 'waiting' | 'dead' | 'quarantine';
  readonly trigger: string;
  readonly delivery_id: string;
  readonly received_at: number;
  readonly attempts: number;
  readonly reason: string | null;
}

function summaryOf(row: SummaryRow): EventSummary {
  return {
    id: row.id,
    state: stateOf(row.state),
    trigger: row.trigger,
    deliveryId: row.delivery_id,
    receivedAt: row.received_at,
    attempts: row.attempts,
    reason: row.reason ?? undefined,
  };
}

function stateOf(state: SummaryRow['state']): EventState {
  return state === 'ready' || state === 'waiting' ? 'pending' : state;
}

// Identities can be long, and hold what a contact said.
function digestOf(identity: string): Buffer {
  return createHash('sha256').update(identity).digest().subarray(0, 16);
}
