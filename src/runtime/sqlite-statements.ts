import type { Connection } from './sqlite-file.js';

/** A statement with its parameters in one array. What it gives back is typed by who knows its columns. */
export interface Statement {
  run(parameters: readonly unknown[]): {
    readonly changes: number;
    readonly lastInsertRowid: number | bigint;
  };
  get(parameters: readonly unknown[]): unknown;
  all(parameters: readonly unknown[]): unknown[];
}

const claimColumns = 'id, delivery_id, received_at, path, trigger, lease, attempts, lost, body';
const summaryColumns = 'id, state, trigger, delivery_id, received_at, attempts, reason';

// As the indexes have it: one is only used where its own words stand in the query.
const isPending = "state IN ('ready', 'waiting')";
const isParked = "state IN ('dead', 'quarantine')";

// A claim that came later has counted another lease.
const whereLeased = "WHERE id = ? AND lease = ? AND state = 'ready'";

/** Prepares a statement. */
export function prepareStatement(database: Connection, sql: string): Statement {
  // Parameters always go in one array: this driver takes a buffer that stands alone for an object of names.
  return database.prepare<[readonly unknown[]]>(sql);
}

/** How many events `insertMany` inserts. */
export const insertCount = 16;

/** Every statement of the inbox, prepared once. What a call of the driver costs, it costs for many rows too. */
export function prepareStatements(database: Connection) {
  const prepare = (sql: string): Statement => prepareStatement(database, sql);
  return {
    begin: prepare('BEGIN IMMEDIATE'),
    commit: prepare('COMMIT'),
    rollback: prepare('ROLLBACK'),
    isLaneBusy: prepare(`SELECT 1 FROM event WHERE lane = ? AND ${isPending} LIMIT 1`),
    busyLanes: prepare(
      `SELECT value AS lane FROM json_each(?)
       WHERE EXISTS (SELECT 1 FROM event WHERE lane = value AND ${isPending})`,
    ),
    insert: prepare(insertText(1)),
    insertMany: prepare(insertText(insertCount)),
    due: prepare(
      `SELECT ${claimColumns} FROM event WHERE state = 'ready' AND available_at <= ? ORDER BY available_at, id LIMIT ?`,
    ),
    stale: prepare(
      `SELECT ${claimColumns} FROM event WHERE state = 'ready' AND available_at > ? ORDER BY available_at, id LIMIT ?`,
    ),
    nextDue: prepare(
      "SELECT min(available_at) AS next FROM event WHERE state = 'ready' AND available_at > ? AND available_at <= ?",
    ),
    lease: prepare(
      `UPDATE event SET available_at = ?, lease = lease + 1, lost = lost + 1
       WHERE id IN (SELECT value FROM json_each(?))`,
    ),
    renew: prepare(`UPDATE event SET available_at = ? ${whereLeased}`),
    postpone: prepare(
      `UPDATE event SET available_at = ?, reason = ?, attempts = attempts + 1, lost = 0 ${whereLeased}`,
    ),
    release: prepare(`UPDATE event SET available_at = ?, lost = lost - 1 ${whereLeased}`),
    laneOf: prepare('SELECT lane FROM event WHERE id = ?'),
    delete: prepare('DELETE FROM event WHERE id = ?'),
    complete: prepare('DELETE FROM event WHERE id IN (SELECT value FROM json_each(?)) RETURNING lane'),
    park: prepare(`UPDATE event SET state = ?, reason = ?, attempts = ? ${whereLeased}`),
    // The first of each lane; those of others are as they should be.
    promote: prepare(
      `UPDATE event SET state = 'ready', available_at = ? WHERE state = 'waiting' AND id IN
       (SELECT (SELECT id FROM event WHERE lane = value AND ${isPending} ORDER BY id LIMIT 1) FROM json_each(?))`,
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
    selectOneParked: prepare(`SELECT id FROM event WHERE id = ? AND ${isParked}`),
    retry: prepare('UPDATE event SET state = ?, available_at = ?, attempts = 0, lost = 0 WHERE id = ?'),
    // One that is with its handler has a claim nothing has come of yet.
    hasten: prepare("UPDATE event SET available_at = ? WHERE id = ? AND state = 'ready' AND lost = 0"),
  };
}

function insertText(count: number): string {
  return `INSERT INTO event (state, available_at, lane, delivery_id, received_at, path, trigger, reason, body)
          VALUES ${Array.from({ length: count }, () => '(?, ?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`;
}
