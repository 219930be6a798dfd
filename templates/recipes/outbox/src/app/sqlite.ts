import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'libsql';
import { migrate, type Database, type Row, type Sql } from './database.js';

// Another process of this machine may be writing.
const busyMilliseconds = 5_000;

/** Opens a database in a file, which is made where there is none. */
export async function openSqlite(
  file: string,
  migrations: readonly (readonly string[])[],
): Promise<Database> {
  mkdirSync(dirname(file), { recursive: true });
  const connection = new Sqlite(file);
  connection.pragma(`busy_timeout = ${busyMilliseconds}`);
  connection.pragma('journal_mode = WAL');
  // Every commit reaches the disk before it counts; on macOS only these reach it.
  connection.pragma('synchronous = FULL');
  connection.pragma('fullfsync = ON');
  connection.pragma('checkpoint_fullfsync = ON');

  const prepare = (statement: string) => connection.prepare<[readonly unknown[]]>(statement);
  const prepared = new Map<string, ReturnType<typeof prepare>>();
  const sql: Sql = async (text, values = []) => {
    const statement = prepared.get(text) ?? prepare(text);
    prepared.set(text, statement);
    // Rows have texts, numbers and NULLs, as the tables say.
    return statement.all(values) as Row[];
  };

  async function run<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    connection.exec('BEGIN IMMEDIATE');
    try {
      const result = await work(sql);
      connection.exec('COMMIT');
      return result;
    } catch (error) {
      // The database ends a transaction by itself after some faults, such as a full disk.
      if (connection.inTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  }

  // A connection has one transaction at a time.
  let last: Promise<unknown> = Promise.resolve();
  const database: Database = {
    transaction(work) {
      const result = last.then(() => run(work));
      last = result.catch(() => {});
      return result;
    },
    async close() {
      await last;
      connection.close();
    },
  };
  await database.transaction((inside) => migrate(inside, migrations));
  return database;
}
