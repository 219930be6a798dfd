import type { EventChoice } from './inbox-arguments.js';
import type { SqliteDatabase } from './sqlite-database.js';
import { numberOf } from './sqlite-rows.js';

/** What became of the events of a choice. */
export interface Changed {
  readonly count: number;
  /** Those that were named and are neither dead nor in quarantine. */
  readonly missing: readonly string[];
}

// The server waits 90 ms for the file, and looks again every 25 ms at most while it does.
const holdMilliseconds = 15;
const pauseMilliseconds = 30;
const pageSize = 200;

/** Changes events in small transactions, with pauses between that let the server write. */
export async function changeEach(
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
  const receivedBefore =
    events.olderThanMilliseconds === undefined ? Infinity : Date.now() - events.olderThanMilliseconds;
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

/** How many events of a choice can be changed. */
export function countOf(database: SqliteDatabase, events: EventChoice): number {
  let count = 0;
  for (const ids of pagesOf(database, events)) {
    const isParked = (id: string) => (database.show({ id })?.state ?? 'pending') !== 'pending';
    count += events.kind === 'all' ? ids.length : ids.filter(isParked).length;
  }
  return count;
}

function pause(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, pauseMilliseconds));
}
