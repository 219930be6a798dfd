import { InboxRefusal, type InboxDesk } from './inbox-desk.js';
import { createLogger } from './log.js';
import { createRedisStore } from './redis-store.js';
import { readStoreSettings } from './server-config.js';
import { sqliteTimes } from './server-inbox.js';
import { readSettings, type Environment } from './settings.js';
import { createSqliteDesk } from './sqlite-desk.js';
import { createStoreDesk } from './store-desk.js';

// A person waits longer than a sender, and is told what fails. Nothing that a desk does is remembered for a time.
const redisForOperators = {
  commandMilliseconds: 5_000,
  mustConnect: true,
  retentionMilliseconds: 0,
  log: createLogger('silent'),
};

/** The desk of the inbox that a server is set to, not yet open. It asks for no secret. */
export function createServerDesk(environment: Environment): InboxDesk {
  const { inbox, inboxFile, redis, retry } = readSettings(environment, readStoreSettings);
  switch (inbox) {
    case 'memory':
      throw new InboxRefusal(
        1,
        'INBOX=memory keeps events in the memory of the server: there is no file to look into.',
      );
    case 'sqlite':
      return createSqliteDesk({ ...sqliteTimes(retry), file: inboxFile });
    case 'redis':
      return createStoreDesk({
        store: createRedisStore({ ...redis, ...redisForOperators }),
        place: { text: `${redis.name} in Redis`, json: { inbox: redis.name } },
        afterRetry: 'Running workers take that up at once.',
        fix: 'Set REDIS_URL and INBOX_NAME to those of the receiver.',
      });
  }
}
