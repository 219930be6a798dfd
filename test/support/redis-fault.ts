import type { RedisServer } from './redis-server.js';

/** A way in which Redis fails under those who use it. */
export interface RedisFault {
  readonly name: string;
  begin(redis: RedisServer): Promise<void>;
  /** Resolves when Redis works again. */
  end(redis: RedisServer): Promise<void>;
}

export const redisFaults: readonly RedisFault[] = [
  {
    name: 'paused',
    begin: async (redis) => redis.pause(),
    end: async (redis) => redis.resume(),
  },
  { name: 'full', begin: (redis) => redis.fill(), end: (redis) => redis.unfill() },
  { name: 'killed', begin: (redis) => redis.kill(), end: (redis) => redis.start() },
  { name: 'stopped', begin: (redis) => redis.stop(), end: (redis) => redis.start() },
  {
    // As in a failover that comes to nothing: the server it is to follow is not there.
    name: 'replica',
    begin: async (redis) => void (await redis.command('REPLICAOF', '127.0.0.1', '1')),
    end: async (redis) => void (await redis.command('REPLICAOF', 'NO', 'ONE')),
  },
];
