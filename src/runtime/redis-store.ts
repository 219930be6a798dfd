import type { Redis } from 'ioredis';
import type { Logger } from './log.js';
import { createRedisClaims, type RedisClaims } from './redis-claims.js';
import { connectRedis, connected } from './redis-connection.js';
import { createRedisDesk, type RedisDesk } from './redis-desk.js';
import { openRedisInbox, type RedisInbox } from './redis-inbox.js';
import { dataOf, deduplicationOf, newJobId } from './redis-jobs.js';
import { createMemoryWatch } from './redis-memory.js';
import { buildStoreCalls, type NewEvent, type Store, type StoreOperations } from './store.js';

export interface RedisStoreOptions {
  readonly url: string;
  /** What the keys of this inbox begin with, in braces, so that a cluster keeps them together. */
  readonly name: string;
  /** How long the identity of an event is known. */
  readonly retentionMilliseconds: number;
  readonly log: Logger;
  /** How long a command may take before it counts as failed. */
  readonly commandMilliseconds?: number;
  /** Whether to open only when Redis is there. */
  readonly mustConnect?: boolean;
}

// A sender has its answer within half a second.
const defaultCommandMilliseconds = 350;
const openMilliseconds = 2_000;

/**
 * A store in Redis, on BullMQ, for any number of receivers and workers. It fails at once while Redis cannot be
 * reached, and goes on by itself when it can.
 */
export function createRedisStore(options: RedisStoreOptions): Store {
  const { url, name, log, retentionMilliseconds, mustConnect = false } = options;
  const commandMilliseconds = options.commandMilliseconds ?? defaultCommandMilliseconds;
  const connection = { url, log, commandMilliseconds };
  let redis: Redis | undefined;
  let inbox: Promise<RedisInbox> | undefined;
  const claims: RedisClaims = createRedisClaims({ url, name, log, use });
  const desk: RedisDesk = createRedisDesk(use);
  const hasRoom = createMemoryWatch();

  /** What is needed to do anything, at once or not at all. */
  function use(): Promise<RedisInbox> {
    if (redis?.status !== 'ready') return Promise.reject(new Error('Redis cannot be reached'));
    inbox ??= openRedisInbox(redis, name).catch((error: unknown) => {
      inbox = undefined;
      throw error;
    });
    return inbox;
  }

  async function add(event: NewEvent): Promise<'accepted' | 'duplicate'> {
    const { redis: server, lanes, events, quarantine } = await use();
    if (!hasRoom(server)) throw new Error('the memory of Redis is nearly full');
    const { lane, receivedAt } = event;
    const jobId = newJobId(receivedAt);
    const place = lane === undefined || event.quarantine ? undefined : { id: jobId, lane, receivedAt };
    // On its way first, it is there before the event can be claimed.
    const announced = place && lanes.announce(place);
    const [job] = await Promise.all([
      (event.quarantine === undefined ? events : quarantine).add(event.trigger, dataOf(event), {
        jobId,
        timestamp: receivedAt,
        ...deduplicationOf(event, retentionMilliseconds),
      }),
      announced,
    ]);
    if (job.id === jobId) return 'accepted';
    if (place !== undefined) await lanes.withdraw(place);
    return 'duplicate';
  }

  const operations: { [Name in keyof StoreOperations]: (parameter: never) => Promise<unknown> } = {
    add: (event: NewEvent) => within(commandMilliseconds, add(event)),
    ...claims.operations,
    ...desk,
    // BullMQ forgets them by itself.
    forgetIdentities: async () => 0,
  };

  return {
    ...buildStoreCalls((operation, parameter) => operations[operation](parameter as never)),
    watch: claims.watch,
    async open() {
      redis = await connectRedis(connection);
      const isConnected = await connected(redis, openMilliseconds).catch((error: unknown) => {
        redis?.disconnect();
        throw error;
      });
      if (isConnected) {
        await use();
      } else if (mustConnect) {
        redis.disconnect();
        throw new Error('Redis cannot be reached');
      }
    },
    async close() {
      await claims.close();
      const opened = await inbox?.catch(() => undefined);
      await Promise.all([opened?.events.close(), opened?.quarantine.close()]);
      redis?.disconnect();
    },
  };
}

async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`Redis has not answered within ${milliseconds} ms`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
