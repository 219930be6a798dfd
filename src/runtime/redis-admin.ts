import type { JobsOptions } from 'bullmq';
import type { ParkedState } from './inbox-arguments.js';
import type { RedisInbox } from './redis-inbox.js';
import { detailsOf, idOf, isEventId, summaryOf, type EventJob } from './redis-jobs.js';
import { forgetJob, isGone, promoteJob } from './redis-moves.js';
import type { EventState, Selection, StoreCalls } from './store.js';

/** What an operator does with the events of a store in Redis. */
export type RedisAdmin = Pick<StoreCalls, 'stats' | 'list' | 'show' | 'hasten' | 'retry' | 'purge'>;

const pendingStates = ['active', 'wait', 'delayed'] as const;
// Who asks how old the oldest event is wants to know it to the second, and not to read the whole queue for that.
const sampleSize = 100;

export function createRedisAdmin(use: () => Promise<RedisInbox>): RedisAdmin {
  return {
    async stats() {
      const { events, quarantine } = await use();
      const [counts, kept, oldest] = await Promise.all([
        events.getJobCounts(...pendingStates, 'failed'),
        quarantine.getJobCounts('wait'),
        events.getJobs([...pendingStates], 0, sampleSize - 1, true) as Promise<EventJob[]>,
      ]);
      const pending = pendingStates.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
      return {
        pending,
        dead: counts['failed'] ?? 0,
        quarantine: kept['wait'] ?? 0,
        oldestPendingAt:
          oldest.length === 0 ? undefined : Math.min(...oldest.map(({ data }) => data.receivedAt)),
      };
    },

    async list({ state, limit, after }) {
      const inbox = await use();
      const jobs =
        state === 'pending'
          ? await pendingJobs(inbox, limit, after)
          : await parkedJobs(
              inbox,
              state,
              after === undefined ? 0 : await placeAfter(inbox, state, after),
              limit,
            );
      return jobs.map((job) => summaryOf(job, state));
    },

    async show({ id }) {
      const inbox = await use();
      const found = await findJob(inbox, id);
      return found && detailsOf(found.job, found.state);
    },

    async hasten({ id }) {
      const { events } = await use();
      return isEventId(id) && promoteJob(events, id);
    },

    async retry({ selection, limit }) {
      const inbox = await use();
      return changeEach(inbox, selection, limit, ({ job, state }) => retryJob(inbox, job, state));
    },

    async purge({ selection, limit }) {
      const inbox = await use();
      return changeEach(inbox, selection, limit, ({ job, state }) =>
        forgetJob(inbox, state === 'dead' ? 'events' : 'quarantine', idOf(job)),
      );
    },
  };
}

interface FoundJob {
  readonly job: EventJob;
  readonly state: EventState;
}

/** Ids sort by when the event came in, and there is no other order among queues. */
async function pendingJobs(
  { events }: RedisInbox,
  limit: number,
  after: string | undefined,
): Promise<EventJob[]> {
  const ids = await events.getRanges([...pendingStates], 0, -1);
  const page = [...new Set(ids)].filter((id) => after === undefined || id > after).toSorted();
  const jobs = await Promise.all(page.slice(0, limit).map((id) => events.getJob(id)));
  // One may have been handled meanwhile.
  return jobs.filter((job) => job !== undefined);
}

async function parkedJobs(
  { events, quarantine }: RedisInbox,
  state: ParkedState,
  start: number,
  limit: number,
): Promise<EventJob[]> {
  const end = start + limit - 1;
  const jobs =
    state === 'dead'
      ? await events.getJobs(['failed'], start, end, true)
      : await quarantine.getJobs(['wait'], start, end, true);
  return jobs as EventJob[];
}

/** How many events of a state come before the one after an id. Throws when that one is not there any more. */
async function placeAfter(inbox: RedisInbox, state: ParkedState, after: string): Promise<number> {
  const { redis, events, quarantine } = inbox;
  const place =
    state === 'dead'
      ? await redis.zrank(events.toKey('failed'), after)
      : await placeFromTheEnd(inbox, quarantine.toKey('wait'), after);
  if (place === null) throw new Error(`there is no event ${after} in this state to go on after`);
  return place + 1;
}

// The oldest is at the end of the list.
async function placeFromTheEnd({ redis }: RedisInbox, key: string, id: string): Promise<number | null> {
  const [place, length] = await Promise.all([redis.lpos(key, id), redis.llen(key)]);
  return place === null ? null : length - 1 - place;
}

async function findJob({ events, quarantine }: RedisInbox, id: string): Promise<FoundJob | undefined> {
  if (!isEventId(id)) return undefined;
  const [event, kept] = await Promise.all([events.getJob(id), quarantine.getJob(id)]);
  if (event !== undefined) return { job: event, state: (await event.isFailed()) ? 'dead' : 'pending' };
  return kept && { job: kept, state: 'quarantine' };
}

async function changeEach(
  inbox: RedisInbox,
  selection: Selection,
  limit: number,
  change: (found: FoundJob) => Promise<boolean>,
): Promise<number> {
  let count = 0;
  for (const found of await select(inbox, selection, limit)) if (await change(found)) count += 1;
  return count;
}

async function select(inbox: RedisInbox, selection: Selection, limit: number): Promise<FoundJob[]> {
  if ('ids' in selection) {
    const found = await Promise.all(selection.ids.slice(0, limit).map((id) => findJob(inbox, id)));
    return found.filter((job) => job !== undefined).filter(({ state }) => state !== 'pending');
  }
  const { state, receivedBefore = Infinity } = selection;
  if (state === 'pending') return [];
  const jobs = await parkedJobs(inbox, state, 0, limit);
  return jobs.filter(({ data }) => data.receivedAt < receivedBefore).map((job) => ({ job, state }));
}

async function retryJob(inbox: RedisInbox, job: EventJob, state: EventState): Promise<boolean> {
  if (state === 'dead') {
    if (job.stalledCounter > 0) await job.updateData({ ...job.data, lost: job.stalledCounter });
    return retryFailed(job);
  }
  const { quarantine: _, ...data } = job.data;
  // In this order: one that ends up in both is handled, and found in quarantine again.
  await inbox.events.add(
    job.name,
    { ...data, returned: true },
    {
      jobId: idOf(job),
      timestamp: data.receivedAt,
      // A receiver that has a handler for it by now must know its repeats, and may have taken one already.
      ...(await knownInQuarantine(inbox, job)),
    },
  );
  await forgetJob(inbox, 'quarantine', idOf(job));
  return true;
}

// Another operator may have been faster.
async function retryFailed(job: EventJob): Promise<boolean> {
  try {
    await job.retry('failed', { resetAttemptsMade: true });
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

async function knownInQuarantine(
  { redis, quarantine }: RedisInbox,
  { deduplicationId: id }: EventJob,
): Promise<Pick<JobsOptions, 'deduplication'>> {
  if (id === undefined) return {};
  const ttl = await redis.pttl(quarantine.toKey(`de:${id}`));
  return ttl > 0 ? { deduplication: { id, ttl } } : {};
}
