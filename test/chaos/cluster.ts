import { startRedisServer, type RedisServer } from '../support/redis-server.js';
import { journalOf, startReceiver, type ReceiverProcess } from './receiver-process.js';
import type { Stage } from './scenario.js';

/** Receivers that only take events, and workers that only handle them, on one Redis. */
export interface Cluster {
  readonly redis: RedisServer;
  readonly receivers: readonly Member[];
  readonly workers: readonly Member[];
  /** The journals of every process there has been. */
  readonly journals: () => readonly string[];
  /** Ends Redis. The processes end with the scenario. */
  remove(): Promise<void>;
}

/** A process of a cluster, and those that take its place on the same port. */
export interface Member {
  readonly name: string;
  readonly port: number;
  /** The journal of the process that runs now, or ran last. */
  journal(): string;
  /** Ends the process at once. */
  kill(): Promise<void>;
  /** Starts another in its place. Resolves with the milliseconds until that is ready. */
  restart(): Promise<number>;
}

const inboxName = 'chaos';

export async function startCluster(
  stage: Stage,
  { receivers, workers }: { readonly receivers: number; readonly workers: number },
): Promise<Cluster> {
  const redis = await startRedisServer();
  const journals: string[] = [];
  const environment = { INBOX: 'redis', REDIS_URL: redis.url, INBOX_NAME: inboxName };
  const start = (entry: 'server' | 'worker', number: number): Promise<Member> =>
    startMember(stage, { entry, number, environment, note: (journal) => void journals.push(journal) });
  try {
    return {
      redis,
      receivers: await Promise.all(numbers(receivers).map((number) => start('server', number))),
      workers: await Promise.all(numbers(workers).map((number) => start('worker', number))),
      journals: () => journals,
      remove: () => redis.remove(),
    };
  } catch (error) {
    await redis.remove();
    throw error;
  }
}

interface MemberOptions {
  readonly entry: 'server' | 'worker';
  readonly number: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Told the journal of each process. */
  readonly note: (journal: string) => void;
}

async function startMember(
  stage: Stage,
  { entry, number, environment, note }: MemberOptions,
): Promise<Member> {
  const name = `${entry}-${number}`;
  let generation = 0;
  const nameNow = (): string => `${name}-${generation}`;
  async function start(port: number): Promise<ReceiverProcess> {
    generation += 1;
    note(journalOf(stage, nameNow()));
    return startReceiver(stage, {
      name: nameNow(),
      entry,
      // They would be on other machines, where they take no time from receivers.
      yields: entry === 'worker',
      environment: { ...environment, PORT: String(port), ...(entry === 'server' && { CONCURRENCY: '0' }) },
    });
  }
  let running = await start(0);
  const { port } = running;
  return {
    name,
    port,
    journal: () => journalOf(stage, nameNow()),
    kill: () => running.kill(),
    async restart() {
      running = await start(port);
      return running.readyMilliseconds;
    },
  };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** The ids of the events that BullMQ has lent to workers, as the journals have them. */
export async function lentEvents(redis: RedisServer): Promise<string[]> {
  const jobs = `{${inboxName}}:events:`;
  const script = `local found = {}
    for _, id in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
      found[#found + 1] = redis.call('HGET', ARGV[1] .. id, 'data') or '{}'
    end
    return found`;
  const found = (await redis.command('EVAL', script, '1', `${jobs}active`, jobs)) as string[];
  return found.map((text) => {
    const { body = '' } = JSON.parse(text) as { body?: string };
    const event = JSON.parse(Buffer.from(body, 'base64').toString() || '{}') as { correlation_id?: string };
    return event.correlation_id ?? '';
  });
}
