import type { ServerTarget } from '../test/chaos/build-receiver.js';
import { secret } from '../test/chaos/receiver-process.js';
import { startRedisServer, type RedisServer } from '../test/support/redis-server.js';
import { receiverFolder } from './built-receivers.js';
import { emptied } from './inbox-size.js';
import { measureAnswers, warmUpOf } from './measure-answers.js';
import { perEvent, readRedis } from './redis-cost.js';
import { sendEvents } from './send-events.js';
import { withServer, type ServerProcess } from './server-process.js';
import type { Round, Subject } from './subject.js';

type Fsync = 'always' | 'everysec';

/** A receiver that leaves the handlers to others, with none there. */
export function redisReceiver(target: ServerTarget, fsync: Fsync): Subject {
  return {
    name: `${target}-redis-${fsync}`,
    title: `${target}, redis (${fsync}): receiver`,
    measure: (round) =>
      withRedis(fsync, (redis) =>
        withReceiver(target, redis, round, async (server) => {
          const { events, connections } = round;
          const before = await readRedis(redis);
          const figures = await measureAnswers(server, { events, connections, handles: false });
          const cost = perEvent(before, await readRedis(redis), events + warmUpOf(events));
          return {
            ...figures,
            redisMicroseconds: cost.processorMilliseconds * 1000,
            redisCommands: cost.commands,
            bytesWaiting: cost.bytes,
          };
        }),
      ),
  };
}

/** A worker that empties an inbox which was filled before. */
export function redisWorker(fsync: Fsync): Subject {
  return {
    name: `worker-redis-${fsync}`,
    title: `worker, redis (${fsync})`,
    measure: (round) =>
      withRedis(fsync, async (redis) => {
        // What Redis holds for its clients and scripts is no event's.
        await fillAndEmpty(redis, { ...round, events: warmUpOf(round.events) });
        const before = await readRedis(redis);
        const { taken, ...figures } = await fillAndEmpty(redis, round);
        const { bytes } = perEvent(before, await readRedis(redis), taken);
        return { ...figures, bytesKnown: bytes };
      }),
  };
}

async function fillAndEmpty(redis: RedisServer, round: Round) {
  const { taken } = await withReceiver('fastify', redis, round, ({ port }) => sendEvents({ ...round, port }));
  const before = await readRedis(redis);
  const options = { ...(await optionsFor('fastify', redis, round)), command: ['dist/worker.js'] };
  return withServer(options, async (worker) => {
    const startedAt = performance.now();
    const workedBefore = worker.processorMilliseconds();
    await emptied(worker.port);
    const seconds = (performance.now() - startedAt) / 1000;
    const work = worker.processorMilliseconds() - workedBefore;
    const cost = perEvent(before, await readRedis(redis), taken);
    return {
      taken,
      handled: taken / seconds,
      ...(work > 0 && { perProcessorSecond: (taken * 1000) / work }),
      redisMicroseconds: cost.processorMilliseconds * 1000,
      redisCommands: cost.commands,
    };
  });
}

async function withRedis<Result>(
  fsync: Fsync,
  work: (redis: RedisServer) => Promise<Result>,
): Promise<Result> {
  const redis = await startRedisServer();
  try {
    await redis.command('CONFIG', 'SET', 'appendfsync', fsync);
    return await work(redis);
  } finally {
    await redis.remove();
  }
}

async function withReceiver<Result>(
  target: ServerTarget,
  redis: RedisServer,
  round: Round,
  work: (server: ServerProcess) => Promise<Result>,
): Promise<Result> {
  const options = await optionsFor(target, redis, round);
  return withServer({ ...options, environment: { ...options.environment, CONCURRENCY: '0' } }, work);
}

async function optionsFor(target: ServerTarget, redis: RedisServer, { folder }: Round) {
  return {
    command: ['dist/server.js'],
    folder: await receiverFolder(target),
    log: `${folder}/server.log`,
    environment: { SINCH_WEBHOOK_SECRET: secret, INBOX: 'redis', REDIS_URL: redis.url },
  };
}
