import { openSqliteFile, type SqliteFileOptions } from './sqlite-file.js';
import { openIdentities, type IdentitiesOptions } from './sqlite-identities.js';
import {
  bytesOf,
  numberOf,
  summaryOf,
  type Bytes,
  type EventRow,
  type StatsRow,
  type SummaryRow,
} from './sqlite-rows.js';
import { insertCount, prepareStatements } from './sqlite-statements.js';
import { steadyMilliseconds } from './steady-clock.js';
import type {
  Claim,
  ClaimedEvent,
  EventDetails,
  InboxStats,
  NewEvent,
  Selection,
  StoreOperations,
} from './store.js';

export interface SqliteOptions extends SqliteFileOptions, IdentitiesOptions {
  /** The longest lease or delay that any receiver asks for. */
  readonly horizonMilliseconds: number;
  /** Milliseconds of a clock that all processes of the machine share and nobody sets. */
  readonly now?: () => number;
}

export interface SqliteDatabase extends StoreOperations {
  /** As `add`, for many at a time. */
  addAll(events: readonly NewEvent[]): ('accepted' | 'duplicate')[];
  /** As `complete`, for many at a time. */
  completeAll(ids: readonly string[]): void;
  /** Does several operations in one transaction, made durable by one fsync. Throws when none was done. */
  transaction<Result>(work: () => Result): Result;
  close(): void;
}

/** Opens an inbox in a file. Its ids are numbers that grow. Throws when the file cannot be used. */
export function openSqliteDatabase(options: SqliteOptions): SqliteDatabase {
  const { now = steadyMilliseconds, horizonMilliseconds, access = 'create' } = options;
  const database = openSqliteFile(options);
  const statements = prepareStatements(database);

  // A desk has nothing to do with identities, and a file of the first schema has no place for recent ones.
  const identities = access === 'create' ? openIdentities(database, options) : undefined;

  function claimed(row: EventRow): ClaimedEvent {
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

  function promote(lanes: readonly string[]): void {
    if (lanes.length > 0) statements.promote.run([now(), JSON.stringify(lanes)]);
  }

  function endOf(id: number | null, end: () => { changes: number }): void {
    const row = statements.laneOf.get([id]) as { lane: string | null } | undefined;
    const { changes } = end();
    // Under an old lease nothing ends.
    if (changes > 0 && row !== undefined && row.lane !== null) promote([row.lane]);
  }

  function busyLanes(events: readonly NewEvent[]): Set<string> {
    const lanes = new Set(
      events.flatMap(({ lane, quarantine }) => (quarantine === undefined ? lane : undefined) ?? []),
    );
    if (lanes.size === 0) return lanes;
    const rows = statements.busyLanes.all([JSON.stringify([...lanes])]) as { lane: string }[];
    return new Set(rows.map(({ lane }) => lane));
  }

  function insert(events: readonly NewEvent[]): void {
    const busy = busyLanes(events);
    const time = now();
    const rows = events.map((event) => {
      const { lane = null, quarantine } = event;
      const isBehind = lane !== null && busy.has(lane);
      if (lane !== null && quarantine === undefined) busy.add(lane);
      return [
        quarantine === undefined ? (isBehind ? 'waiting' : 'ready') : 'quarantine',
        time,
        lane,
        event.deliveryId,
        event.receivedAt,
        event.path,
        event.trigger,
        quarantine ?? null,
        Buffer.from(event.body.buffer, event.body.byteOffset, event.body.byteLength),
      ];
    });
    let start = 0;
    for (; start + insertCount <= rows.length; start += insertCount) {
      statements.insertMany.run(rows.slice(start, start + insertCount).flat());
    }
    for (const row of rows.slice(start)) statements.insert.run(row);
  }

  function addAll(events: readonly NewEvent[]): ('accepted' | 'duplicate')[] {
    if (identities === undefined)
      throw new Error('an inbox that was opened to be looked into keeps no events');
    const isNew = identities.remember(events.map((event) => event.identities));
    insert(events.filter((_, index) => isNew[index]));
    return isNew.map((is) => (is ? 'accepted' : 'duplicate'));
  }

  function completeAll(ids: readonly string[]): void {
    const rows = statements.complete.all([JSON.stringify(ids.map(numberOf))]) as { lane: string | null }[];
    promote([...new Set(rows.flatMap(({ lane }) => lane ?? []))]);
  }

  return {
    addAll,
    completeAll,
    add: (event) => addAll([event])[0] ?? 'duplicate',
    complete: ({ id }) => completeAll([id]),

    claim({ limit, leaseMilliseconds }): Claim {
      const time = now();
      // A machine that was started anew counts from zero. A time further ahead than any that is ever set is from before.
      const horizon = time + horizonMilliseconds;
      const rows = statements.due.all([time, limit]) as EventRow[];
      if (rows.length < limit) {
        rows.push(...(statements.stale.all([horizon, limit - rows.length]) as EventRow[]));
      }
      const isAll = rows.length < limit;
      const next = isAll ? (statements.nextDue.get([time, horizon]) as { next: number | null }).next : time;
      if (rows.length > 0) {
        statements.lease.run([time + leaseMilliseconds, JSON.stringify(rows.map(({ id }) => id))]);
      }
      return { events: rows.map(claimed), nextDue: next === null ? undefined : next - time };
    },

    renew({ leases, leaseMilliseconds }) {
      const until = now() + leaseMilliseconds;
      for (const { id, lease } of leases) statements.renew.run([until, numberOf(id), lease]);
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

    forgetIdentities: (request) => identities?.forget(request) ?? 0,

    transaction(work) {
      statements.begin.run([]);
      try {
        const result = work();
        statements.commit.run([]);
        return result;
      } catch (error) {
        identities?.reload();
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
