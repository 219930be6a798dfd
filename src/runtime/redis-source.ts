import { randomUUID } from 'node:crypto';
import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { failureFields } from './failure.js';
import type { Logger } from './log.js';
import { connectRedisToWait } from './redis-connection.js';
import { eventsQueue, queueOptions } from './redis-inbox.js';
import { idOf, isWhole, type EventJob, type JobData } from './redis-jobs.js';

export interface RedisSourceParts {
  readonly url: string;
  readonly name: string;
  readonly log: Logger;
}

/** A job that this process has, until the lock under its token runs out. */
export interface LockedJob {
  readonly job: EventJob;
  readonly lease: number;
  readonly token: string;
}

export interface RedisSource {
  /** Locks jobs that are due, and resolves with them. */
  take(limit: number, leaseMilliseconds: number): Promise<LockedJob[]>;
  /** Lengthens locks. */
  renew(claimed: readonly LockedJob[], leaseMilliseconds: number): Promise<void>;
  /** Calls back when there is a job, whoever has added it, for as long as the last ones taken were too few. */
  watch(onDue: () => void): void;
  close(): Promise<void>;
}

type JobWorker = Worker<JobData, void, string>;

// A job that was waited for has to be taken up by then, or another worker may have it.
const unclaimedMilliseconds = 100;
const waitAgainMilliseconds = 10;

/** Takes jobs from BullMQ one by one. Its worker is there for that alone, and runs none. */
export function createRedisSource({ url, name, log }: RedisSourceParts): RedisSource {
  const owner = randomUUID();
  const arrived = new Map<LockedJob, NodeJS.Timeout>();
  let connection: Redis | undefined;
  let starting: Promise<JobWorker> | undefined;
  let waiting: Promise<void> | undefined;
  let onDue: (() => void) | undefined;
  let hasRoom = false;
  let lastLease = 0;
  let isClosed = false;

  async function startWorker(leaseMilliseconds: number): Promise<JobWorker> {
    const { Worker } = await import('bullmq');
    connection = await connectRedisToWait({ url });
    connection.on('error', () => {});
    const worker = new Worker<JobData, void, string>(eventsQueue, null, {
      ...queueOptions(name, connection),
      lockDuration: leaseMilliseconds,
      stalledInterval: leaseMilliseconds / 2,
      // How often an event may be lost with its worker is for the receiver to say.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
    });
    worker.on('error', (error) => log.debug('worker of Redis', failureFields(error)));
    await worker.waitUntilReady();
    await worker.startStalledCheckTimer();
    return worker;
  }

  function takeArrived(limit: number): LockedJob[] {
    const taken = [...arrived.keys()].slice(0, limit);
    for (const candidate of taken) {
      clearTimeout(arrived.get(candidate));
      arrived.delete(candidate);
    }
    return taken;
  }

  /** Asks for one, and for the others only when there was one: a queue that is empty is not asked twenty times. */
  async function fetchUpTo(worker: JobWorker, limit: number): Promise<LockedJob[]> {
    if (limit <= 0) return [];
    const first = await fetchOne(worker, false);
    if (first === undefined) return [];
    const others = await Promise.allSettled(Array.from({ length: limit - 1 }, () => fetchOne(worker, false)));
    return [first, ...others.map((other) => (other.status === 'fulfilled' ? other.value : undefined))].filter(
      (candidate) => candidate !== undefined,
    );
  }

  async function fetchOne(worker: JobWorker, block: boolean): Promise<LockedJob | undefined> {
    const lease = (lastLease += 1);
    const token = `${owner}:${lease}`;
    const job = await worker.getNextJob(token, { block });
    if (job === undefined || isWhole(job)) return job && { job, lease, token };
    log.error('event is lost: Redis has thrown away its content', { event: idOf(job) });
    await job.moveToCompleted(undefined, token, false);
    return fetchOne(worker, false);
  }

  /** Waits for what another process adds or hands back, one at a time. */
  function waitForNext(worker: JobWorker): void {
    if (onDue === undefined || !hasRoom || isClosed) return;
    waiting ??= fetchOne(worker, true)
      .catch((error: unknown) => void log.debug('not waited for events of Redis', failureFields(error)))
      .then((candidate) => {
        waiting = undefined;
        if (candidate !== undefined) arrive(candidate);
        // It also ends when an event is due later than now, and after some seconds.
        else setTimeout(() => waitForNext(worker), waitAgainMilliseconds);
      });
  }

  function arrive(candidate: LockedJob): void {
    if (isClosed) return void giveBack(candidate);
    const timer = setTimeout(() => {
      hasRoom = false;
      arrived.delete(candidate);
      void giveBack(candidate);
    }, unclaimedMilliseconds);
    arrived.set(candidate, timer);
    onDue?.();
  }

  // What cannot be given back is due when its lease ends.
  function giveBack({ job, token }: LockedJob): Promise<void> {
    return job.moveToWait(token).then(
      () => {},
      () => {},
    );
  }

  return {
    async take(limit, leaseMilliseconds) {
      starting ??= startWorker(leaseMilliseconds).catch((error: unknown) => {
        starting = undefined;
        throw error;
      });
      const worker = await starting;
      const fetched = await fetchUpTo(worker, limit - arrived.size);
      // What was waited for may have come meanwhile, and came before the rest.
      const taken = [...takeArrived(limit - fetched.length), ...fetched];
      hasRoom = taken.length < limit;
      waitForNext(worker);
      return taken;
    },

    async renew(claimed, leaseMilliseconds) {
      if (claimed.length === 0) return;
      const worker = await starting;
      await worker?.extendJobLocks(
        claimed.map(({ job }) => idOf(job)),
        claimed.map(({ token }) => token),
        leaseMilliseconds,
      );
    },

    watch(listener) {
      onDue = listener;
    },

    async close() {
      isClosed = true;
      await Promise.all(takeArrived(Infinity).map(giveBack));
      const worker = await starting?.catch(() => undefined);
      await worker?.close(true);
      connection?.disconnect();
    },
  };
}
