import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeNeeding } from '../support/describe-needing.js';
import { buildRecipe } from './harness/build-recipe.js';
import { createPostgresDatabase, type PostgresDatabase } from './harness/postgres-database.js';

// As the compiled recipe has them.
type Sql = (statement: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
interface Database {
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
type Open = (url: string, migrations: readonly (readonly string[])[]) => Promise<Database>;

const tables = [
  ['CREATE TABLE thing (id TEXT PRIMARY KEY, size BIGINT)', "INSERT INTO thing VALUES ('a', 1)"],
];

describeNeeding('postgresql', 'a database of PostgreSQL', () => {
  let server: PostgresDatabase;
  let open: Open;
  let databases: Database[] = [];
  const sizes = (database: Database | undefined) =>
    database?.transaction((sql) => sql('SELECT id, size FROM thing ORDER BY id'));

  beforeAll(async () => {
    const folder = await buildRecipe('order-notifications', 'fastify', 'postgres');
    const url = pathToFileURL(join(folder, 'dist/app/postgres.js')).href;
    ({ openPostgres: open } = (await import(/* @vite-ignore */ url)) as { openPostgres: Open });
    server = await createPostgresDatabase();
    databases = await Promise.all([1, 2, 3].map(() => open(server.url, tables)));
  });
  afterAll(async () => {
    await Promise.all(databases.map((database) => database.close()));
    await server?.remove();
  });

  it('has its tables made once, whoever opens it first, and whole numbers as numbers', async () => {
    expect(await sizes(databases[0])).toEqual([{ id: 'a', size: 1 }]);
  });

  it('is brought up to date by what has come to its tables', async () => {
    const later = await open(server.url, [...tables, ["INSERT INTO thing VALUES ('b', 1)"]]);
    await later.close();
    const again = await open(server.url, [...tables, ["INSERT INTO thing VALUES ('b', 1)"]]);
    expect(await sizes(again)).toEqual([
      { id: 'a', size: 1 },
      { id: 'b', size: 1 },
    ]);
    await again.close();
  });

  it('has nothing of a transaction that fails, be it of itself or of the database', async () => {
    const before = await sizes(databases[0]);
    const grow = 'UPDATE thing SET size = size + 100';
    await expect(
      databases[0]?.transaction(async (sql) => {
        await sql(grow);
        throw new Error('of itself');
      }),
    ).rejects.toThrow('of itself');
    await expect(
      databases[0]?.transaction(async (sql) => {
        await sql(grow);
        await sql('SELECT nothing FROM thing');
      }),
    ).rejects.toThrow('nothing');
    expect(await sizes(databases[0])).toEqual(before);
  });

  it('lets both of two transactions through that wait for each other', async () => {
    const grow = (ids: readonly string[]) => (database: Database | undefined) =>
      database?.transaction(async (sql) => {
        for (const id of ids) {
          await sql('UPDATE thing SET size = size + 1 WHERE id = ?', [id]);
          await wait(200);
        }
      });
    const before = await sizes(databases[0]);
    await Promise.all([grow(['a', 'b'])(databases[0]), grow(['b', 'a'])(databases[1])]);
    expect(await sizes(databases[0])).toEqual(
      before?.map(({ id, size }) => ({ id, size: Number(size) + 2 })),
    );
  });

  it('fails what is under way when its connections end, and goes on with others', async () => {
    const before = await sizes(databases[0]);
    const sleeping = databases[0]?.transaction(async (sql) => {
      await sql('UPDATE thing SET size = 0');
      await sql('SELECT pg_sleep(10)');
    });
    // Between two statements nothing waits for the connection.
    const idling = databases[1]?.transaction(async (sql) => {
      await sql('SELECT 1');
      await wait(1_000);
      await sql('SELECT 1');
    });
    const ends = Promise.allSettled([sleeping, idling]);
    await wait(300);
    await server.closeConnections();
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await sizes(databases[0])).toEqual(before);
    expect(await sizes(databases[1])).toEqual(before);
  });
});
