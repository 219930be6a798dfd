import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';

export type Connection = InstanceType<typeof Database>;

const schemaVersion = 2;
// "Sinc": what tells an inbox from the database of another program.
const applicationId = 0x53696e63;

// Version 1 had none of these: each identity went to `identity` at once.
const recentIdentities = `
  CREATE TABLE recent_identity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seen_at INTEGER NOT NULL,
    digests BLOB NOT NULL
  ) STRICT;
  PRAGMA user_version = ${schemaVersion};
`;

/*
 * `ready` events may be claimed from `available_at` on, which for one that was claimed is the end of its lease;
 * `waiting` ones have another of their lane before them. An event that was handled is deleted; its identities stay.
 */
const schema = `
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
  PRAGMA application_id = ${applicationId};
  ${recentIdentities}
`;

/** `create` makes the file where there is none; `write` and `read` use one that is there, and `read` changes nothing. */
export type SqliteAccess = 'create' | 'write' | 'read';

export interface SqliteFileOptions {
  readonly file: string;
  /** How long to wait for another process that writes. */
  readonly busyMilliseconds: number;
  readonly access?: SqliteAccess;
}

/** Opens an inbox's file. Throws when it cannot be used. */
export function openSqliteFile({ file, busyMilliseconds, access = 'create' }: SqliteFileOptions): Connection {
  if (access === 'create') mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file);
  try {
    database.pragma(`busy_timeout = ${busyMilliseconds}`);
    if (access === 'read') database.pragma('query_only = ON');
    if (access === 'create') database.pragma('journal_mode = WAL');
    // Every commit reaches the disk before it counts; on macOS only these reach it.
    database.pragma('synchronous = FULL');
    database.pragma('fullfsync = ON');
    database.pragma('checkpoint_fullfsync = ON');
    database.pragma('journal_size_limit = 67108864');
    if (access === 'create') createSchema(database, file);
    else if (versionOf(database, file) === 0) throw new Error(`${file} is no inbox`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function createSchema(database: Connection, file: string): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = versionOf(database, file);
    if (version === 0) {
      refuseForeign(database, file);
      database.exec(schema);
    } else if (version < schemaVersion) {
      database.exec(recentIdentities);
    }
    forgetTimesBeforeBoot(database);
    database.exec('COMMIT');
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

// Since the machine was started, its steady clock counts anew, and nobody who leased an event is there any more.
function forgetTimesBeforeBoot(database: Connection): void {
  const boot = bootOf();
  const known = database.prepare('SELECT boot FROM machine').get([]) as { boot: string } | undefined;
  if (known?.boot === boot) return;
  database.exec("DELETE FROM machine; UPDATE event SET available_at = 0 WHERE state = 'ready'");
  database.prepare('INSERT INTO machine (boot) VALUES (?)').run([boot]);
}

/** Names the time since the machine was started, where the system has a name for it. */
function bootOf(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

function refuseForeign(database: Connection, file: string): void {
  if (database.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get([]) !== undefined) {
    throw new Error(`${file} is the database of another program: name another file.`);
  }
}

/** The version of the file's schema; 0 of an empty file. */
function versionOf(database: Connection, file: string): number {
  const { user_version: version } = database.prepare('PRAGMA user_version').get([]) as {
    user_version: number;
  };
  const { application_id: application } = database.prepare('PRAGMA application_id').get([]) as {
    application_id: number;
  };
  if (version !== 0 && application !== applicationId) {
    throw new Error(`${file} is the database of another program: name another file.`);
  }
  if (version > schemaVersion) {
    throw new Error(`${file} was written by a newer receiver: update this one, or name another file.`);
  }
  return version;
}
