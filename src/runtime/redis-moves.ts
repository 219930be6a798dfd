import type { Queue } from 'bullmq';
import type { JobData } from './redis-jobs.js';
import type { RedisInbox } from './redis-inbox.js';

// BullMQ's codes for a job that is not there, is not locked, is in another state, or is locked by another one.
const goneCodes: readonly unknown[] = [-1, -2, -3, -6];

/** Whether a job could not be moved because it is not where it was. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && goneCodes.includes((error as { code?: unknown }).code);
}

/** Makes a job that waits for its time due now. Says whether it did wait. */
export async function promoteJob(queue: Queue<JobData, void, string>, id: string): Promise<boolean> {
  try {
    await queue.getBackend().promote(id);
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/**
 * Deletes a job that nobody has, and goes on knowing its event: BullMQ forgets that with the job. Says whether there
 * was one.
 */
export async function forgetJob(
  { redis, ...queues }: RedisInbox,
  queueName: 'events' | 'quarantine',
  id: string,
): Promise<boolean> {
  const queue = queues[queueName];
  const job = await queue.getJob(id);
  if (job === undefined) return false;
  const known = job.deduplicationId;
  if (known === undefined) return (await queue.remove(id)) > 0;
  const key = queue.toKey(`de:${known}`);
  const lifetime = await redis.pttl(key);
  if ((await queue.remove(id)) === 0) return false;
  if (lifetime > 0) await redis.set(key, id, 'PX', lifetime, 'NX');
  return true;
}
