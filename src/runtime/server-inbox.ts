import { createMemoryStore } from './memory-store.js';
import type { StoreSettings } from './server-config.js';
import { createSqliteStore } from './sqlite-store.js';
import type { Store } from './store.js';

/** The store of the inbox that a server is set to, not yet open. */
export function createStore({ inbox, inboxFile, retry }: StoreSettings): Store {
  switch (inbox) {
    case 'memory':
      return createMemoryStore();
    case 'sqlite':
      return createSqliteStore({ file: inboxFile, ...sqliteTimes(retry) });
  }
}

/** A sender has its answer within a quarter of a second, also when another process has the file locked. */
export function sqliteTimes({ maxDelaySeconds }: StoreSettings['retry']) {
  return { busyMilliseconds: 90, horizonMilliseconds: (maxDelaySeconds + 60) * 1000 };
}
