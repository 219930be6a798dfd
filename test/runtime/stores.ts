import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createMemoryStore } from '../../src/runtime/memory-store.js';
import { openSqliteDatabase, type SqliteDatabase } from '../../src/runtime/sqlite-database.js';
import {
  buildStoreCalls,
  performOperation,
  type ClaimedEvent,
  type Lease,
  type NewEvent,
  type StoreCalls,
} from '../../src/runtime/store.js';

/** A clock that a test moves. */
export interface TestClock {
  now: number;
}

export type TestStore = StoreCalls;

/** Every store that can be given a clock, by its name. */
export const clockedStores: readonly (readonly [name: string, create: (clock: TestClock) => TestStore])[] = [
  ['memory', (clock) => createMemoryStore({ now: () => clock.now })],
  ['sqlite', (clock) => withPromises(openTestDatabase(clock))],
];

export const leaseMilliseconds = 10_000;

/** A file in a folder that goes with the test. */
export function temporaryFile(name = 'inbox.sqlite'): string {
  const folder = mkdtempSync(join(tmpdir(), 'sinch-inbox-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, name);
}

export function openTestDatabase(clock: TestClock, file = temporaryFile()): SqliteDatabase {
  const database = openSqliteDatabase({
    file,
    busyMilliseconds: 50,
    horizonMilliseconds: 960_000,
    now: () => clock.now,
  });
  onTestFinished(() => database.close());
  return database;
}

let events = 0;

/** An event of its own, which came in after those before it, unless it is told otherwise. */
export function newEvent(id: string, rest: Partial<NewEvent> = {}): NewEvent {
  return {
    deliveryId: id,
    receivedAt: 1_700_000_000_000 + (events += 1),
    path: '/webhooks/sinch',
    trigger: 'OPT_IN',
    lane: undefined,
    body: Buffer.from(JSON.stringify({ id })),
    identities: [`nonce:${id}`],
    quarantine: undefined,
    ...rest,
  };
}

/** Claims what is due, and names it by its delivery. */
export async function claim(store: TestStore, limit = 10): Promise<ClaimedEvent[]> {
  return [...(await store.claim({ limit, leaseMilliseconds })).events];
}

/** The lease of an event that was claimed. */
export function leaseOf(event: ClaimedEvent | undefined): Lease {
  if (event === undefined) throw new Error('Nothing was claimed.');
  return { id: event.id, lease: event.lease };
}

export async function claimIds(store: TestStore, limit?: number): Promise<string[]> {
  return (await claim(store, limit)).map(({ deliveryId }) => deliveryId);
}

export function withPromises(database: SqliteDatabase): TestStore {
  return buildStoreCalls(async (operation, parameter) =>
    database.transaction(() => performOperation(database, operation, parameter)),
  );
}
