import { randomUUID } from 'node:crypto';
import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { failureFields } from './failure.js';
import type { Logger } from './log.js';
import { connectRedisToWait } from './redis-connection.js';
import { claimedEventOf, idOf, isWhole, type EventJob, type JobData } from './redis-jobs.js';
import { forgetJob, isGone, promoteJob } from './redis-moves.js';
import { eventsQueue, queueOptions, type RedisInbox } from './redis-inbox.js';
import type { Claim, ClaimedEvent, Lease, StoreCalls } from './store.js';

export interface RedisClaimsParts {
  readonly url: string;
  readonly name: string;
  readonly log: Logger;
  readonly use: () => Promise<RedisInbox>;
}

/** What a worker does with the events of a store in Redis. */
export interface RedisClaims {
  readonly operations: Pick<StoreCalls, 'claim' | 'renew' | 'complete' | 'postpone' | 'release' | 'park'>;
  watch(onDue: () => void): void;
  close(): Promise<void>;
}

interface Claimed {
  readonly job: EventJob;
  readonly lease: number;
  readonly token: string;
}

// An event that waits for another of its lane is told when that is over; this is for when nobody is left to tell it.
const blockedMilliseconds = 5_000;
// Redis refuses to write while its memory is full, and at once.
const unclaimableMilliseconds = 1_000;
// A job that was waited for has to be taken up by then, or another worker may have it.
const unclaimedMilliseconds = 100;
const waitAgainMilliseconds = 10;

/** Takes jobs from BullMQ one by one, as events that are leased: its lock is the lease. */
export function createRedisClaims({ url, name, log, use }: RedisClaimsParts): RedisClaims {
  const owner = randomUUID();
  const claimed = new Map<string, Claimed>();
  const arrived = new Map<Claimed, NodeJS.Timeout>();
  let connection: Redis | undefined;
  let starting: Promise<Worker<JobData, void, string>> | undefined;
  let waiting: Promise<void> | undefined;
  let onDue: (() => void) | undefined;
  let hasRoom = false;
  let lastLease = 0;
  let isClosed = false;

  async function claim({
    limit,
    leaseMilliseconds,
  }: {
    limit: number;
    leaseMilliseconds: number;
  }): Promise<Claim> {
    const inbox = await use();
    starting ??= startWorker(leaseMilliseconds).catch((error: unknown) => {
      starting = undefined;
      throw error;
    });
    const worker = await starting;
    const taken = takeArrived(limit);
    const found = [...taken, ...(await fetchUpTo(worker, limit - taken.length))];
    hasRoom = found.length < limit;
    waitForNext(worker);
    const free = await Promise.all(found.map((candidate) => enterLane(inbox, candidate)));
    return { events: free.filter((event) => event !== undefined), nextDue: undefined };
  }

  async function startWorker(leaseMilliseconds: number): Promise<Worker<JobData, void, string>> {
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

  function takeArrived(limit: number): Claimed[] {
    const taken = [...arrived.keys()].slice(0, limit);
    for (const candidate of taken) {
      clearTimeout(arrived.get(candidate));
      arrived.delete(candidate);
    }
    return taken;
  }

  /** Asks for one, and for the others only when there was one: a queue that is empty is not asked twenty times. */
  async function fetchUpTo(worker: Worker<JobData, void, string>, limit: number): Promise<Claimed[]> {
    if (limit <= 0) return [];
    const first = await fetchOne(worker, false);
    if (first === undefined) return [];
    const others = await Promise.allSettled(Array.from({ length: limit - 1 }, () => fetchOne(worker, false)));
    return [first, ...others.map((other) => (other.status === 'fulfilled' ? other.value : undefined))].filter(
      (candidate) => candidate !== undefined,
    );
  }

  async function fetchOne(
    worker: Worker<JobData, void, string>,
    block: boolean,
  ): Promise<Claimed | undefined> {
    const lease = (lastLease += 1);
    const token = `${owner}:${lease}`;
    const job = await worker.getNextJob(token, { block });
    if (job === undefined || isWhole(job)) return job && { job, lease, token };
    log.error('event is lost: Redis has thrown away its content', { event: idOf(job) });
    await job.moveToCompleted(undefined, token, false);
    return fetchOne(worker, false);
  }

  /** Waits for what another process adds or hands back, one at a time. */
  function waitForNext(worker: Worker<JobData, void, string>): void {
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

  function arrive(candidate: Claimed): void {
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
  function giveBack({ job, token }: Claimed): Promise<void> {
    return job.moveToWait(token).then(
      () => {},
      () => {},
    );
  }

  async function enterLane(
    { lanes, events }: RedisInbox,
    candidate: Claimed,
  ): Promise<ClaimedEvent | undefined> {
    const { job, lease, token } = candidate;
    const { lane, receivedAt } = job.data;
    const id = idOf(job);
    try {
      const holder = lane === undefined ? undefined : await lanes.enter({ id, lane, receivedAt });
      if (lane === undefined || holder === undefined) {
        claimed.set(id, candidate);
        return claimedEventOf(job, lease);
      }
      await job.moveToDelayed(Date.now() + blockedMilliseconds, token);
      // The holder may have ended while this one was on its way out of reach.
      await promoteJob(events, (await lanes.holds({ id, lane })) ? id : holder);
    } catch (error) {
      log.warn('event not claimed, trying again', { event: id, ...failureFields(error) });
      await job.moveToDelayed(Date.now() + unclaimableMilliseconds, token).catch(() => {});
    }
    return undefined;
  }

  function leased({ id, lease }: Lease): Claimed | undefined {
    const found = claimed.get(id);
    return found?.lease === lease ? found : undefined;
  }

  async function leaveLane({ job }: Claimed): Promise<void> {
    const { lane } = job.data;
    if (lane === undefined) return;
    const { lanes, events } = await use();
    const next = await lanes.leave({ id: idOf(job), lane });
    if (next !== undefined) await promoteJob(events, next);
  }

  /** Moves a job out of its lease. One that is not leased any more is no concern of this process. */
  async function end(
    found: Claimed | undefined,
    move: (claimed: Claimed) => Promise<unknown>,
    isOver: boolean,
  ): Promise<void> {
    if (found === undefined) return;
    try {
      await move(found);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    if (isOver) await leaveLane(found);
    const id = idOf(found.job);
    if (claimed.get(id) === found) claimed.delete(id);
  }

  return {
    operations: {
      claim,

      async renew({ leases, leaseMilliseconds }) {
        const found = leases.map(leased).filter((candidate) => candidate !== undefined);
        if (found.length === 0) return;
        const worker = await starting;
        await worker?.extendJobLocks(
          found.map(({ job }) => idOf(job)),
          found.map(({ token }) => token),
          leaseMilliseconds,
        );
      },

      async complete({ id }) {
        await end(
          claimed.get(id),
          async ({ job, token }) => {
            try {
              await job.moveToCompleted(undefined, token, false);
            } catch (error) {
              if (!isGone(error)) throw error;
              // Its lease has run out, and the handler must not run again unless another one has it by now.
              await forgetJob(await use(), 'events', idOf(job));
            }
          },
          true,
        );
      },

      async postpone({ delayMilliseconds, reason, ...lease }) {
        await end(
          leased(lease),
          async ({ job, token }) => {
            if (job.stalledCounter > (job.data.lost ?? 0)) {
              await job.updateData({ ...job.data, lost: job.stalledCounter });
            }
            job.opts.attempts = job.attemptsMade + 2;
            job.opts.backoff = { type: 'fixed', delay: Math.round(delayMilliseconds) };
            await job.moveToFailed(new Error(reason), token, false);
          },
          false,
        );
      },

      async release({ leases, delayMilliseconds }) {
        const move = ({ job, token }: Claimed): Promise<unknown> =>
          delayMilliseconds > 0
            ? job.moveToDelayed(Date.now() + delayMilliseconds, token)
            : job.moveToWait(token);
        await Promise.all(leases.map((lease) => end(leased(lease), move, false)));
      },

      async park(parking) {
        const { state, reason } = parking;
        const { quarantine } = await use();
        await end(
          leased(parking),
          async ({ job, token }) => {
            if (state === 'dead') {
              job.opts.attempts = 0;
              await job.moveToFailed(new Error(reason), token, false);
              return;
            }
            await quarantine.add(job.name, { ...job.data, quarantine: reason }, { jobId: idOf(job) });
            await job.moveToCompleted(undefined, token, false);
          },
          true,
        );
      },
    },

    watch(listener) {
      onDue = listener;
    },

    async close() {
      isClosed = true;
      const rest = takeArrived(Infinity);
      await Promise.all(rest.map(giveBack));
      const worker = await starting?.catch(() => undefined);
      await worker?.close(true);
      connection?.disconnect();
    },
  };
}
