import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';

/** Everything that is known of questions and replies, in a file that several processes share. */
export interface Desk {
  /** Rows of a query; the caller knows their columns. */
  all<Row>(sql: string, parameters?: readonly Value[]): Row[];
  first<Row>(sql: string, parameters?: readonly Value[]): Row | undefined;
  /** Returns how many rows were changed. */
  run(sql: string, parameters?: readonly Value[]): number;
  /**
   * Does all of the work or none of it, while nobody else writes, and is on the disk when it returns. What it writes
   * carries the revision it is given: a number that grows with every change, so that others notice what is new to them.
   */
  change<Result>(work: (revision: number) => Result): Result;
  /** The last change there was. */
  revision(): number;
  close(): void;
}

type Value = string | number | null;

const version = 1;
// "Desk": what tells this file from the database of another program.
const application = 0x4465736b;

const schema = `
  CREATE TABLE conversation (
    id INTEGER PRIMARY KEY,
    app_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    identity TEXT NOT NULL,
    mode TEXT NOT NULL DEFAULT '',
    last_at INTEGER NOT NULL DEFAULT 0,
    read_seq INTEGER NOT NULL DEFAULT 0,
    answered_seq INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL,
    UNIQUE (app_id, channel, identity)
  ) STRICT;
  CREATE INDEX conversation_last ON conversation (last_at, id);
  CREATE INDEX conversation_revision ON conversation (revision);

  CREATE TABLE message (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    conversation INTEGER NOT NULL REFERENCES conversation,
    direction TEXT NOT NULL,
    text TEXT NOT NULL,
    link TEXT,
    at INTEGER NOT NULL,
    message_id TEXT UNIQUE,
    outbox TEXT,
    due_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    fault TEXT,
    revision INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX message_conversation ON message (conversation, direction, seq);
  CREATE INDEX message_last ON message (conversation, at, seq);
  CREATE INDEX message_revision ON message (revision);
  CREATE INDEX message_outbox ON message (due_at) WHERE outbox IN ('waiting', 'sending');

  CREATE TABLE delivery (message_id TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT) STRICT;
  CREATE TABLE revision (last INTEGER NOT NULL) STRICT;
  INSERT INTO revision VALUES (0);
  PRAGMA application_id = ${application};
  PRAGMA user_version = ${version};
`;

/** Opens the file, and makes it where there is none. Throws when it cannot be used. */
export function openDesk(file: string): Desk {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file);
  try {
    // Another process may be writing.
    database.pragma('busy_timeout = 5000');
    database.pragma('journal_mode = WAL');
    // An event that was handled is gone from the inbox: what it said has to be on the disk by then.
    database.pragma('synchronous = FULL');
    database.pragma('fullfsync = ON');
    makeSchema(database, file);
  } catch (error) {
    database.close();
    throw error;
  }
  return describeDesk(database);
}

function describeDesk(database: Database.Database): Desk {
  const prepared = new Map<string, Database.Statement<[readonly Value[]]>>();
  const prepare = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare<[readonly Value[]]>(sql);
    prepared.set(sql, known);
    return known;
  };
  const desk: Desk = {
    // What the columns are is known where the query stands.
    all: <Row>(sql: string, parameters: readonly Value[] = []) => prepare(sql).all(parameters) as Row[],
    first: <Row>(sql: string, parameters: readonly Value[] = []) =>
      prepare(sql).get(parameters) as Row | undefined,
    run: (sql, parameters = []) => prepare(sql).run(parameters).changes,
    change: (work) =>
      transact(database, () => {
        desk.run('UPDATE revision SET last = last + 1');
        return work(desk.revision());
      }),
    revision: () => desk.first<{ last: number }>('SELECT last FROM revision')?.last ?? 0,
    close: () => database.close(),
  };
  return desk;
}

function makeSchema(database: Database.Database, file: string): void {
  transact(database, () => {
    const { application_id: owner } = database.prepare('PRAGMA application_id').get() as {
      application_id: number;
    };
    const { user_version: found } = database.prepare('PRAGMA user_version').get() as {
      user_version: number;
    };
    const isEmpty = database.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() === undefined;
    if (isEmpty) database.exec(schema);
    else if (owner !== application) throw new Error(`${file} is the database of another program`);
    else if (found !== version) throw new Error(`${file} was written by another version of the dashboard`);
  });
}

function transact<Result>(database: Database.Database, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // After some faults, such as a full disk, the database has ended it by itself.
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
