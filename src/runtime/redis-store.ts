import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from './log.js';
import { createRedisClaims, type RedisClaims } from './redis-claims.js';
import { connectRedis, connected } from './redis-connection.js';
import { createRedisDesk, type RedisDesk } from './redis-desk.js';
import { dataOf, deduplicationOf, newJobId, type JobData } from './redis-jobs.js';
import { createLanes, type Lanes } from './redis-lanes.js';
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

/** The queue of what waits for its handler, and of what nobody takes. Both are BullMQ's. */
export interface RedisQueues {
  readonly events: Queue<JobData, void, string>;
  readonly quarantine: Queue<JobData, void, string>;
}

/** What the parts of a store share while they are connected. */
export interface RedisInbox extends RedisQueues {
  readonly redis: Redis;
  readonly lanes: Lanes;
}

/** What `Queue` and `Worker` of one inbox are made with. */
export function queueOptions<Connection>(name: string, connection: Connection) {
  return { connection, prefix: `{${name}}`, skipVersionCheck: true };
}

export const eventsQueue = 'events';
const quarantineQueue = 'quarantine';

// Half of what a sender may wait for: BullMQ sends a script again that a restarted server does not know.
const defaultCommandMilliseconds = 200;
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
    inbox ??= openInbox(redis, name).catch((error: unknown) => {
      inbox = undefined;
      throw error;
    });
    return inbox;
  }

  async function add(event: NewEvent): Promise<'accepted' | 'duplicate'> {
    const { redis: server, events, quarantine } = await use();
    if (!hasRoom(server)) throw new Error('the memory of Redis is nearly full');
    const queue = event.quarantine === undefined ? events : quarantine;
    const jobId = newJobId(event.receivedAt);
    const job = await queue.add(event.trigger, dataOf(event), {
      jobId,
      timestamp: event.receivedAt,
      ...deduplicationOf(event, retentionMilliseconds),
    });
    return job.id === jobId ? 'accepted' : 'duplicate';
  }

  const operations: { [Name in keyof StoreOperations]: (parameter: never) => Promise<unknown> } = {
    add: (event: NewEvent) => within(commandMilliseconds * 2, add(event)),
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

async function openInbox(redis: Redis, name: string): Promise<RedisInbox> {
  const { Queue } = await import('bullmq');
  const options = {
    ...queueOptions(name, redis),
    // What is dead stays until an operator says what becomes of it. A stack says nothing that the log does not.
    defaultJobOptions: { removeOnComplete: true, removeOnFail: false, stackTraceLimit: 0 },
    // Nobody reads the events of the queue; a short stream of them is what a dashboard shows.
    streams: { events: { maxLen: 1_000 } },
  };
  const events = new Queue<JobData, void, string>(eventsQueue, options);
  const quarantine = new Queue<JobData, void, string>(quarantineQueue, options);
  // The connection tells of what happens to it.
  for (const queue of [events, quarantine]) queue.on('error', () => {});
  await Promise.all([events.waitUntilReady(), quarantine.waitUntilReady()]);
  const lanes = createLanes(redis, {
    prefix: `{${name}}`,
    jobs: events.toKey(''),
    failed: events.toKey('failed'),
  });
  return { redis, events, quarantine, lanes };
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
