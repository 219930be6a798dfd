import type { Redis, RedisOptions } from 'ioredis';
import { failureText } from './failure.js';
import type { Logger } from './log.js';
import { describeDurability, redisSettings, type RedisSettings, type Remark } from './redis-durability.js';

export interface RedisConnectionOptions {
  /** `redis://` or `rediss://`, with user, password and number of the database where there are any. */
  readonly url: string;
  readonly log: Logger;
  /** How long a command may take. */
  readonly commandMilliseconds: number;
}

// A server that is gone without a word, as after a failover, does not close its connections. Half of a lease, so that
// handlers that run meanwhile keep theirs.
const silenceMilliseconds = 5_000;
// BullMQ waits for up to 10 s for the next job, and hears nothing meanwhile.
const waitingMilliseconds = 12_000;

/**
 * Connects for commands that are better refused than late: one fails at once while there is no connection. Tells the
 * log when the connection is lost and when it is there again, and what a crash of the server could cost.
 */
export async function connectRedis(options: RedisConnectionOptions): Promise<Redis> {
  const { url, log, commandMilliseconds } = options;
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    ...reconnecting(),
    socketTimeout: silenceMilliseconds,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: commandMilliseconds,
  });
  let isWell = true;
  const closed = 'the connection was closed';
  let lastError = closed;
  let told = '';
  redis.on('error', (error: unknown) => (lastError = failureText(error)));
  redis.on('reconnecting', () => {
    if (isWell) log.error('Redis cannot be reached, trying again', { error: lastError });
    isWell = false;
  });
  redis.on('ready', () => {
    if (!isWell) log.info('Redis can be reached again');
    isWell = true;
    lastError = closed;
    // Asked anew each time: what answers after a failover may be set otherwise.
    void remarksOf(redis).then((remarks) => {
      const text = JSON.stringify(remarks);
      if (text !== told) for (const { level, message } of remarks) log[level](message);
      told = text;
    });
  });
  return redis;
}

/** Connects for a worker of BullMQ, whose commands wait for as long as there is no connection. */
export async function connectRedisToWait({ url }: Pick<RedisConnectionOptions, 'url'>): Promise<Redis> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    ...reconnecting(),
    socketTimeout: silenceMilliseconds,
    maxRetriesPerRequest: null,
  });
  // BullMQ makes the connection it waits on from this one.
  const duplicate = redis.duplicate.bind(redis);
  redis.duplicate = (options) => duplicate({ ...options, socketTimeout: waitingMilliseconds });
  return redis;
}

/** Resolves once the connection is there. Rejects when it is refused for a reason that time does not mend. */
export function connected(redis: Redis, milliseconds: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const finish = (end: () => void): void => {
      clearTimeout(timer);
      redis.off('ready', onReady).off('error', onError);
      end();
    };
    const timer = setTimeout(() => finish(() => resolve(false)), milliseconds);
    const onReady = (): void => finish(() => resolve(true));
    const onError = (error: Error): void => {
      if (/^(WRONGPASS|NOAUTH|NOPERM|ERR )/.test(error.message)) finish(() => reject(error));
    };
    redis.on('ready', onReady).on('error', onError);
    if (redis.status === 'ready') onReady();
  });
}

const connectMilliseconds = 2_000;
const maxReconnectMilliseconds = 500;
const leaveReplicaMilliseconds = 1_000;

/** What every connection has: it is made anew for as long as it is wanted. */
function reconnecting() {
  let leftReplicaAt = -Infinity;
  return {
    connectTimeout: connectMilliseconds,
    keepAlive: 10_000,
    retryStrategy: (attempt: number) => Math.min(attempt * 50, maxReconnectMilliseconds),
    // A server that has become a replica refuses to write; its successor is at the same address, sooner or later.
    reconnectOnError(error: Error) {
      const now = performance.now();
      if (!error.message.startsWith('READONLY') || now - leftReplicaAt < leaveReplicaMilliseconds)
        return false;
      leftReplicaAt = now;
      return true;
    },
  } satisfies RedisOptions;
}

async function remarksOf(redis: Redis): Promise<readonly Remark[]> {
  try {
    return describeDurability(await readSettings(redis));
  } catch {
    // The connection is gone again, and asked when it comes back.
    return [];
  }
}

async function readSettings(redis: Redis): Promise<RedisSettings> {
  const pairs = await Promise.all(
    redisSettings.map(async (name) => {
      try {
        const [, value] = (await redis.config('GET', name)) as string[];
        return [name, value] as const;
      } catch (error) {
        // A server that is run by a provider does not know the command, or forbids it.
        if (redis.status !== 'ready') throw error;
        return [name, undefined] as const;
      }
    }),
  );
  return Object.fromEntries(pairs) as RedisSettings;
}
