import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { JobData } from './redis-jobs.js';
import { createLanes, type Lanes } from './redis-lanes.js';

/** What the parts of a store share while they are connected. The queues are BullMQ's. */
export interface RedisInbox {
  readonly redis: Redis;
  /** What waits for its handler. */
  readonly events: Queue<JobData, void, string>;
  /** What nobody takes. */
  readonly quarantine: Queue<JobData, void, string>;
  readonly lanes: Lanes;
}

/** What `Queue` and `Worker` of one inbox are made with. */
export function queueOptions<Connection>(name: string, connection: Connection) {
  return { connection, prefix: `{${name}}`, skipVersionCheck: true };
}

export const eventsQueue = 'events';
const quarantineQueue = 'quarantine';

/** Opens what a store works with, over a connection that is there. */
export async function openRedisInbox(redis: Redis, name: string): Promise<RedisInbox> {
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
