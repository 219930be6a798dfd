export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

/** Runs one statement, with a `?` in it for each value, and resolves with its rows. */
export type Sql = (statement: string, values?: readonly Value[]) => Promise<Row[]>;

/** What the app needs of a database. */
export interface Database {
  /**
   * Runs statements that count together or, when `work` rejects, not at all. What has been committed survives a loss of
   * power. Other transactions may run at the same time: a row is only yours once a statement has changed it. Where two
   * stand in each other's way, `work` may be run again.
   */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/**
 * Brings the tables up to date. Each entry of `migrations` is run once in the life of a database: add to the list, and
 * change nothing that is in it.
 */
export async function migrate(sql: Sql, migrations: readonly (readonly string[])[]): Promise<void> {
  await sql('CREATE TABLE IF NOT EXISTS app_migration (number BIGINT PRIMARY KEY)');
  const [row] = await sql('SELECT count(*) AS done FROM app_migration');
  const done = row === undefined ? 0 : readNumber(row, 'done');
  for (const [index, statements] of migrations.entries()) {
    if (index < done) continue;
    for (const statement of statements) await sql(statement);
    await sql('INSERT INTO app_migration (number) VALUES (?)', [index + 1]);
  }
}

export function readText(row: Row, column: string): string {
  return String(row[column]);
}

export function readNumber(row: Row, column: string): number {
  return Number(row[column]);
}

/** `undefined` for NULL. */
export function readOptionalText(row: Row, column: string): string | undefined {
  const value = row[column];
  return value === null || value === undefined ? undefined : String(value);
}
