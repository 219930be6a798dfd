import type { Logger } from './log.js';
import { createMemoryStore } from './memory-store.js';
import { createRedisStore } from './redis-store.js';
import type { ServerConfig, StoreSettings } from './server-config.js';
import { createSqliteStore } from './sqlite-store.js';
import type { Store } from './store.js';

/** The store of the inbox that a server is set to, not yet open. */
export function createStore(config: StoreSettings & Pick<ServerConfig, 'retentionDays'>, log: Logger): Store {
  switch (config.inbox) {
    case 'memory':
      return createMemoryStore();
    case 'sqlite':
      return createSqliteStore({ file: config.inboxFile, ...sqliteTimes(config.retry) });
    case 'redis':
      return createRedisStore({
        ...config.redis,
        retentionMilliseconds: config.retentionDays * 86_400_000,
        log,
      });
  }
}

/** A sender has its answer within a quarter of a second, also when another process has the file locked. */
export function sqliteTimes({ maxDelaySeconds }: StoreSettings['retry']) {
  return { busyMilliseconds: 90, horizonMilliseconds: (maxDelaySeconds + 60) * 1000 };
}
