import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EventChoice } from './inbox-arguments.js';
import {
  InboxRefusal,
  pageOf,
  reasonOf,
  receivedBeforeOf,
  wordsOfStores,
  type Changed,
  type InboxDesk,
} from './inbox-desk.js';
import { openSqliteDatabase, type SqliteDatabase, type SqliteOptions } from './sqlite-database.js';
import { numberOf } from './sqlite-rows.js';

// A person waits longer for the file than a sender of events does.
const busyMilliseconds = 5_000;

/**
 * Works on the file of an inbox itself, next to a server that may have it open: looking changes nothing, and changes
 * are made in pieces so small that the server goes on accepting events.
 */
export function createSqliteDesk(options: Pick<SqliteOptions, 'file' | 'horizonMilliseconds'>): InboxDesk {
  const file = resolve(options.file);
  let database: SqliteDatabase | undefined;

  function opened(): SqliteDatabase {
    if (database === undefined) throw new Error('the inbox is not open');
    return database;
  }

  return {
    place: { text: file, json: { file } },
    words: { ...wordsOfStores, afterRetry: 'A running server takes that up within a second.' },

    async open(access) {
      if (!existsSync(file)) throw new InboxRefusal(3, missingText(file));
      database = openSqliteDatabase({ ...options, file, busyMilliseconds, access });
    },

    stats: async () => opened().stats(),
    list: async (request) => pageOf(opened().list({ ...request, limit: request.limit + 1 }), request.limit),
    show: async (request) => opened().show(request),

    async retry(events) {
      const inbox = opened();
      return changeEach(
        inbox,
        events,
        (id) => inbox.retry({ selection: { ids: [id] }, limit: 1 }) > 0 || inbox.hasten({ id }),
      );
    },

    async purge(events) {
      const inbox = opened();
      return changeEach(inbox, events, (id) => inbox.purge({ selection: { ids: [id] }, limit: 1 }) > 0);
    },

    async count(events) {
      const inbox = opened();
      const isParked = (id: string) => (inbox.show({ id })?.state ?? 'pending') !== 'pending';
      let count = 0;
      for (const ids of pagesOf(inbox, events)) {
        count += events.kind === 'all' ? ids.length : ids.filter(isParked).length;
      }
      return count;
    },

    failureText(error) {
      const { code } = error as NodeJS.ErrnoException;
      return code?.startsWith('SQLITE_BUSY')
        ? `Another process has had ${file} locked for ${busyMilliseconds / 1000} s: try again.`
        : `The inbox ${file} cannot be used: ${reasonOf(error)}. Set INBOX_FILE to another.`;
    },

    async close() {
      database?.close();
    },
  };
}

// The server waits 90 ms for the file, and looks again every 25 ms at most while it does.
const holdMilliseconds = 15;
const pauseMilliseconds = 30;
const pageSize = 200;

/** Changes events in small transactions, with pauses between that let the server write. */
async function changeEach(
  database: SqliteDatabase,
  events: EventChoice,
  change: (id: string) => boolean,
): Promise<Changed> {
  let count = 0;
  const missing: string[] = [];
  for (const ids of pagesOf(database, events)) {
    for (let next = 0; next < ids.length; await pause()) {
      database.transaction(() => {
        const end = performance.now() + holdMilliseconds;
        // A body may be large, so a piece ends by the clock too.
        do {
          const id = ids[next++] ?? '';
          if (change(id)) count += 1;
          else missing.push(id);
        } while (next < ids.length && performance.now() < end);
      });
    }
  }
  return { count, missing: events.kind === 'ids' ? missing : [] };
}

/**
 * The ids of a choice, some at a time. A state is gone through once, up to as many events as it had: those that a
 * handler fails for again meanwhile are behind, and those that come in must not make it endless.
 */
function* pagesOf(database: SqliteDatabase, events: EventChoice): Generator<readonly string[]> {
  if (events.kind === 'ids') {
    // Events of one conversation go on in the order they came in, which their numbers tell.
    const ids = events.ids.toSorted((a, b) => (numberOf(a) ?? 0) - (numberOf(b) ?? 0));
    for (let start = 0; start < ids.length; start += pageSize) yield ids.slice(start, start + pageSize);
    return;
  }
  const receivedBefore = receivedBeforeOf(events);
  const counts = database.stats();
  for (const state of events.states) {
    let after: string | undefined;
    for (let left = counts[state]; left > 0;) {
      const page = database.list({ state, limit: Math.min(left, pageSize), after });
      if (page.length === 0) break;
      left -= page.length;
      after = page.at(-1)?.id;
      yield page.filter(({ receivedAt }) => receivedAt < receivedBefore).map(({ id }) => id);
    }
  }
}

function pause(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, pauseMilliseconds));
}

function missingText(file: string): string {
  return (
    `There is no inbox at ${file}: the server makes it when it starts. Set INBOX_FILE to where the server has it, or ` +
    'run this where the server runs.'
  );
}
