import pg from 'pg';
import { migrate, type Database, type Row, type Sql } from './database.js';

const mostTries = 5;
// Any number does: whoever brings the tables up to date holds it, so that two processes do so in turn.
const migrationLock = 736_963;
// Two that wait for each other, or that changed the same at the same time: one of them is to begin anew.
const inTheWay = ['40001', '40P01'];

/** Opens a database of PostgreSQL, whose tables are made where there are none. */
export async function openPostgres(
  url: string,
  migrations: readonly (readonly string[])[],
): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    query_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    types: {
      // Times and counts are whole numbers that JavaScript has exactly.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
    },
  });
  // A connection that breaks is replaced. Whoever has a statement in it is told so by that; nobody else needs to know.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));

  async function run<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    const client = await pool.connect();
    let failure: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work(async (statement, values = []) => {
        const { rows } = await client.query<Row>(numbered(statement), [...values]);
        return rows;
      });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      if (failure instanceof pg.DatabaseError) {
        await client.query('ROLLBACK').then(
          () => (failure = undefined),
          () => {},
        );
      }
      throw error;
    } finally {
      // One that is not known to be well is closed.
      client.release(failure);
    }
  }

  const database: Database = {
    async transaction(work) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await run(work);
        } catch (error) {
          const isOver = tries === mostTries || !(error instanceof pg.DatabaseError);
          if (isOver || !inTheWay.includes(error.code ?? '')) throw error;
        }
      }
    },
    close: () => pool.end(),
  };
  try {
    await database.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock(?)', [migrationLock]);
      await migrate(sql, migrations);
    });
  } catch (error) {
    await pool.end();
    throw error;
  }
  return database;
}

/** A statement as PostgreSQL has it, with `$1` for the first `?`. */
function numbered(statement: string): string {
  let count = 0;
  return statement.replaceAll('?', () => `$${(count += 1)}`);
}
