import { createHash, randomBytes } from 'node:crypto';
import type { Job, JobsOptions } from 'bullmq';
import { strongestIdentity } from './identity.js';
import type { ClaimedEvent, EventDetails, EventState, EventSummary, NewEvent } from './store.js';

/** What a job carries. Its name is the trigger. */
export interface JobData {
  readonly deliveryId: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  readonly path: string;
  readonly lane?: string;
  /** In base64: a body may be anything, and a job is JSON. */
  readonly body: string;
  /** Why no handler takes it. */
  readonly quarantine?: string;
  /** It was in quarantine before, and is back because somebody wants it handled. */
  readonly returned?: true;
  /** How often the job had been lost with its worker when its handler last failed. */
  readonly lost?: number;
}

export type EventJob = Job<JobData, void, string>;

export function dataOf({ deliveryId, receivedAt, path, lane, body, quarantine }: NewEvent): JobData {
  return {
    deliveryId,
    receivedAt,
    path,
    ...(lane !== undefined && { lane }),
    body: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('base64'),
    ...(quarantine !== undefined && { quarantine }),
  };
}

/** Whether a job has what it came with: a server that throws away keys leaves it in its queue all the same. */
export function isWhole({ data }: EventJob): boolean {
  return typeof (data as Partial<JobData>).body === 'string';
}

let count = 0;

/** An id that no other event has, and that sorts by when the event came in. BullMQ takes none that is a number. */
export function newJobId(receivedAt: number): string {
  count = (count + 1) % 36 ** 4;
  const [time, place] = [receivedAt.toString(36).padStart(9, '0'), count.toString(36).padStart(4, '0')];
  return `e${time}${place}${randomBytes(4).toString('hex')}`;
}

/** Whether a text may be the id of an event. Other keys of BullMQ begin like those of jobs. */
export function isEventId(text: string): boolean {
  return /^e[0-9a-z]{21,}(-[0-9]+)?$/.test(text);
}

/**
 * The id that a job gets in quarantine. Not the one it has if it was there before: who brought it back may be about to
 * delete what is under that.
 */
export function quarantineIdOf(job: EventJob): string {
  const id = idOf(job);
  if (!job.data.returned) return id;
  const [first, times = '0'] = id.split('-');
  return `${first}-${Number(times) + 1}`;
}

/** How BullMQ knows the event again, also once its job is gone. */
export function deduplicationOf(
  { identities }: NewEvent,
  retentionMilliseconds: number,
): Pick<JobsOptions, 'deduplication'> {
  const identity = strongestIdentity(identities);
  if (identity === undefined) return {};
  // Identities can be long, and hold what a contact said.
  const id = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
  return { deduplication: { id, ttl: retentionMilliseconds } };
}

export function claimedEventOf(job: EventJob, lease: number): ClaimedEvent {
  const { deliveryId, receivedAt, path, body } = job.data;
  return {
    id: idOf(job),
    deliveryId,
    receivedAt,
    path,
    trigger: job.name,
    body: Buffer.from(body, 'base64'),
    lease,
    attempt: job.attemptsMade + 1,
    lost: job.stalledCounter - (job.data.lost ?? 0),
  };
}

export function summaryOf(job: EventJob, state: EventState): EventSummary {
  const { deliveryId, receivedAt, quarantine } = job.data;
  const reason = state === 'quarantine' ? quarantine : job.failedReason;
  return {
    id: idOf(job),
    state,
    trigger: job.name,
    deliveryId,
    receivedAt,
    attempts: job.attemptsMade,
    reason: reason || undefined,
  };
}

export function detailsOf(job: EventJob, state: EventState): EventDetails {
  return { ...summaryOf(job, state), path: job.data.path, body: Buffer.from(job.data.body, 'base64') };
}

/** The id of a job that is in Redis. */
export function idOf({ id }: EventJob): string {
  if (id === undefined) throw new Error('a job of Redis has no id');
  return id;
}
