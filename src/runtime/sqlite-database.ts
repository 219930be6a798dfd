import { createHash } from 'node:crypto';
import { openSqliteFile, type SqliteFileOptions } from './sqlite-file.js';
import {
  bytesOf,
  numberOf,
  summaryOf,
  type Bytes,
  type EventRow,
  type StatsRow,
  type SummaryRow,
} from './sqlite-rows.js';
import { prepareStatements } from './sqlite-statements.js';
import { steadyMilliseconds } from './steady-clock.js';
import type { Claim, ClaimedEvent, EventDetails, InboxStats, Selection, StoreOperations } from './store.js';

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

/** Opens an inbox in a file. Its ids are numbers that grow. Throws when the file cannot be used. */
export function openSqliteDatabase(options: SqliteOptions): SqliteDatabase {
  const { now = steadyMilliseconds, horizonMilliseconds } = options;
  const database = openSqliteFile(options);
  const statements = prepareStatements(database);

  function claimOne(row: EventRow, until: number): ClaimedEvent {
    statements.lease.run([until, row.id]);
    return {
      id: String(row.id),
      deliveryId: row.delivery_id,
      receivedAt: row.received_at,
      path: row.path,
      trigger: row.trigger,
      body: bytesOf(row.body),
      lease: row.lease + 1,
      attempt: row.attempts + 1,
      lost: row.lost,
    };
  }

  function endOf(id: number | null, end: () => { changes: number }): void {
    const row = statements.laneOf.get([id]) as { lane: string | null } | undefined;
    const { changes } = end();
    // Under an old lease nothing ends.
    if (changes > 0 && row !== undefined && row.lane !== null) statements.promote.run([now(), row.lane]);
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
        lane,
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
      for (const { id, lease } of leases) statements.renew.run([until, numberOf(id), lease]);
    },

    complete({ id }) {
      const number = numberOf(id);
      endOf(number, () => statements.delete.run([number]));
    },

    postpone({ id, lease, delayMilliseconds, reason }) {
      statements.postpone.run([now() + delayMilliseconds, reason, numberOf(id), lease]);
    },

    release({ leases, delayMilliseconds }) {
      const dueAt = now() + delayMilliseconds;
      for (const { id, lease } of leases) statements.release.run([dueAt, numberOf(id), lease]);
    },

    park({ id, lease, state, reason, attempts }) {
      const number = numberOf(id);
      endOf(number, () => statements.park.run([state, reason, attempts, number, lease]));
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

    list({ state, limit, after = '0' }) {
      const number = numberOf(after);
      const rows = statements[state === 'pending' ? 'listPending' : 'listParked'];
      return (rows.all(state === 'pending' ? [number, limit] : [state, number, limit]) as SummaryRow[]).map(
        summaryOf,
      );
    },

    show({ id }): EventDetails | undefined {
      const row = statements.show.get([numberOf(id)]) as
        (SummaryRow & { path: string; body: Bytes }) | undefined;
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

    hasten({ id }) {
      return statements.hasten.run([now(), numberOf(id)]).changes > 0;
    },

    purge({ selection, limit }) {
      const ids = select(statements, selection, limit);
      for (const id of ids) statements.delete.run([id]);
      return ids.length;
    },

    forgetIdentities({ seenBefore, limit }) {
      statements.clampIdentities.run([Date.now(), limit, Date.now() + 3_600_000]);
      return statements.forgetIdentities.run([limit, seenBefore]).changes;
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

function select(
  statements: ReturnType<typeof prepareStatements>,
  selection: Selection,
  limit: number,
): number[] {
  if ('ids' in selection) {
    const rows = selection.ids.slice(0, limit).map((id) => statements.selectOneParked.get([numberOf(id)]));
    return (rows as ({ id: number } | undefined)[]).flatMap((row) => row?.id ?? []);
  }
  const { state, receivedBefore = Number.MAX_SAFE_INTEGER } = selection;
  return (statements.selectParked.all([state, receivedBefore, limit]) as { id: number }[]).map(
    ({ id }) => id,
  );
}

// Identities can be long, and hold what a contact said.
function digestOf(identity: string): Buffer {
  return createHash('sha256').update(identity).digest().subarray(0, 16);
}
