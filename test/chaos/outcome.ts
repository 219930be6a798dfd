import { existsSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'libsql';
import type { OneEvent } from './events.js';

/** How often the handler of each event began and ended. */
export type Journal = ReadonlyMap<string, { readonly started: number; readonly ended: number }>;

/** A receiver's events, by their states. */
export interface Rows {
  readonly pending: number;
  readonly dead: number;
  readonly quarantine: number;
}

export function readJournal(file: string): Journal {
  const journal = new Map<string, { started: number; ended: number }>();
  if (!existsSync(file)) return journal;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    const { event, phase } = JSON.parse(line) as { event: string; phase: 'start' | 'end' };
    const runs = journal.get(event) ?? { started: 0, ended: 0 };
    journal.set(event, runs);
    if (phase === 'start') runs.started += 1;
    else runs.ended += 1;
  }
  return journal;
}

/** Those of the events whose handler never came to its end. */
export function unhandled(events: readonly OneEvent[], journal: Journal): OneEvent[] {
  return events.filter(({ id }) => (journal.get(id)?.ended ?? 0) === 0);
}

/** How often handlers came to their end beyond once for each event. */
export function repeatedRuns(journal: Journal): number {
  return [...journal.values()].reduce((sum, { ended }) => sum + Math.max(0, ended - 1), 0);
}

/** Reads from a store, also one that a receiver has open; waits a little where another holds it. */
export function query<Row>(store: string, sql: string, ...parameters: readonly unknown[]): Row[] {
  const database = new Database(store);
  try {
    database.pragma('busy_timeout = 5000');
    return database.prepare<[readonly unknown[]]>(sql).all([...parameters]) as Row[];
  } finally {
    database.close();
  }
}

export function countRows(store: string): Rows {
  const rows = query<{ state: string; number: number }>(
    store,
    'SELECT state, count(*) AS number FROM event GROUP BY state',
  );
  const of = (state: string): number => rows.find((row) => row.state === state)?.number ?? 0;
  return { pending: of('ready') + of('waiting'), dead: of('dead'), quarantine: of('quarantine') };
}

/** How many identities a store knows. One that is on its way to the index is in two tables. */
export function countIdentities(store: string): number {
  const [known] = query<{ number: number }>(
    store,
    `WITH RECURSIVE piece (digests, i) AS (
       SELECT digests, 0 FROM recent_identity
       UNION ALL SELECT digests, i + 1 FROM piece WHERE (i + 2) * 16 <= length(digests)
     )
     SELECT count(*) AS number FROM
       (SELECT digest FROM identity UNION SELECT substr(digests, i * 16 + 1, 16) FROM piece)`,
  );
  return known?.number ?? 0;
}

export function checkIntegrity(store: string): string {
  return query<{ integrity_check: string }>(store, 'PRAGMA integrity_check')
    .map((row) => row.integrity_check)
    .join('; ');
}

/** The ids of the events that a store holds in a state. */
export function eventsIn(store: string, state: 'dead' | 'quarantine'): Set<string> {
  const rows = query<{ id: string | null }>(
    store,
    "SELECT json_extract(CAST(body AS TEXT), '$.correlation_id') AS id FROM event WHERE state = ?",
    state,
  );
  return new Set(rows.flatMap(({ id }) => (id === null ? [] : [id])));
}

/** Waits until no event waits for its handler. Resolves with how many still do when the time is over. */
export async function drained(store: string, limitMilliseconds: number): Promise<number> {
  const end = performance.now() + limitMilliseconds;
  for (;;) {
    const { pending } = countRows(store);
    if (pending === 0 || performance.now() > end) return pending;
    await wait(100);
  }
}

/** What a store takes of the disk, in MiB. */
export function storeMegabytes(store: string): number {
  const files = [store, `${store}-wal`, `${store}-shm`].filter((file) => existsSync(file));
  return files.reduce((sum, file) => sum + statSync(file).size, 0) / 1_048_576;
}
