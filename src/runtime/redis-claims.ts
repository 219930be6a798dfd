import { failureFields } from './failure.js';
import type { RedisInbox } from './redis-inbox.js';
import { claimedEventOf, idOf, quarantineIdOf } from './redis-jobs.js';
import { forgetJob, isGone, promoteJob } from './redis-moves.js';
import { createRedisSource, type LockedJob, type RedisSourceParts } from './redis-source.js';
import type { Claim, ClaimedEvent, Lease, StoreCalls } from './store.js';

export interface RedisClaimsParts extends RedisSourceParts {
  readonly use: () => Promise<RedisInbox>;
}

/** What a worker does with the events of a store in Redis. */
export interface RedisClaims {
  readonly operations: Pick<StoreCalls, 'claim' | 'renew' | 'complete' | 'postpone' | 'release' | 'park'>;
  watch(onDue: () => void): void;
  close(): Promise<void>;
}

// An event that waits for another of its lane is told when that is over. This is for one that somebody deleted.
const blockedMilliseconds = 300_000;
// Redis refuses to write while its memory is full, and at once.
const unclaimableMilliseconds = 1_000;

/** Jobs of BullMQ as events that are leased: the lock of a job is the lease. */
export function createRedisClaims(parts: RedisClaimsParts): RedisClaims {
  const { log, use } = parts;
  const source = createRedisSource(parts);
  const claimed = new Map<string, LockedJob>();

  async function claim({ limit, leaseMilliseconds }: Parameters<StoreCalls['claim']>[0]): Promise<Claim> {
    const inbox = await use();
    const found = await source.take(limit, leaseMilliseconds);
    const free = await Promise.all(found.map((candidate) => enterLane(inbox, candidate)));
    return { events: free.filter((event) => event !== undefined), nextDue: undefined };
  }

  async function enterLane(
    { lanes, events }: RedisInbox,
    candidate: LockedJob,
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
      // The holder may have ended while this one was on its way out of reach, or may not know yet that it is its turn.
      if (await lanes.holds({ id, lane })) await promoteJob(events, id);
      else if (!holder.hasFailed) await promoteJob(events, holder.id);
    } catch (error) {
      log.warn('event not claimed, trying again', { event: id, ...failureFields(error) });
      // It may be out of reach already, and its turn have come.
      await job
        .moveToDelayed(Date.now() + unclaimableMilliseconds, token)
        .catch(() => job.changeDelay(unclaimableMilliseconds))
        .catch(() => {});
    }
    return undefined;
  }

  function leased({ id, lease }: Lease): LockedJob | undefined {
    const found = claimed.get(id);
    return found?.lease === lease ? found : undefined;
  }

  async function leaveLane({ job, token }: LockedJob): Promise<void> {
    const { lane } = job.data;
    if (lane === undefined) return;
    const { lanes, events } = await use();
    const next = await lanes.leave({ id: idOf(job), lane, token });
    if (next !== undefined) await promoteJob(events, next);
  }

  /** Moves a job out of its lease. One that is not leased any more is no concern of this process. */
  async function end(
    found: LockedJob | undefined,
    move: (claimed: LockedJob) => Promise<unknown>,
    isOver: boolean,
  ): Promise<void> {
    if (found === undefined) return;
    // Before it is over, for a process may end in between: then the event comes again, and its lane goes on.
    if (isOver) await leaveLane(found);
    try {
      await move(found);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    const id = idOf(found.job);
    if (claimed.get(id) === found) claimed.delete(id);
  }

  return {
    operations: {
      claim,

      async renew({ leases, leaseMilliseconds }) {
        const found = leases.map(leased).filter((candidate) => candidate !== undefined);
        await source.renew(found, leaseMilliseconds);
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
        const move = ({ job, token }: LockedJob): Promise<unknown> =>
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
            await quarantine.add(
              job.name,
              { ...job.data, quarantine: reason },
              { jobId: quarantineIdOf(job) },
            );
            await job.moveToCompleted(undefined, token, false);
          },
          true,
        );
      },
    },

    watch: source.watch,
    close: source.close,
  };
}
