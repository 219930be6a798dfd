import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import pg from 'pg';

/** A database of its own in the PostgreSQL of this machine. */
export interface PostgresDatabase {
  readonly url: string;
  /** Ends all connections to it, as a failover would. */
  readonly closeConnections: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** `PGURL` names a server; otherwise it is that of this machine, which lets this user make databases. */
export async function createPostgresDatabase(): Promise<PostgresDatabase> {
  const name = `recipes_${randomBytes(4).toString('hex')}`;
  await command(`CREATE DATABASE ${name}`);
  return {
    url: urlOf(name),
    closeConnections: () =>
      command(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`),
    remove: () => command(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function command(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf('postgres') });
  await client.connect();
  await client.query(sql);
  await client.end();
}

function urlOf(database: string): string {
  const { username } = userInfo();
  const url = new URL(process.env['PGURL'] ?? `postgres://${username}@localhost/?host=/var/run/postgresql`);
  url.pathname = `/${database}`;
  return url.href;
}
