import { atOnce, type ReceivedMessage, type SqsQueues } from './sqs-queues.js';

/** What is done with a message that is hidden from all others, and whether it is deleted then. */
export type Work = (message: ReceivedMessage) => Promise<'stays' | 'gone'>;

export interface SqsPass {
  readonly queueUrl: string;
  /** How many messages to look at, if there are as many. */
  readonly limit: number;
  /** Whether what was looked at is enough. */
  readonly isEnough?: () => boolean;
}

// As long as a message stays hidden when this process ends in the middle.
const hiddenSeconds = 60;
// How often SQS is asked at a time, once its answers are full.
const maxLanes = 8;

/**
 * Goes through a queue once, each message one time, several at a time. SQS has no look at a message without taking it,
 * so each is hidden from all others until the pass is over, and is then given back unless `work` says that it is gone.
 */
export async function goThroughQueue(
  queues: SqsQueues,
  { queueUrl, limit, isEnough = () => false }: SqsPass,
  work: Work,
): Promise<void> {
  const seen = new Set<string>();
  const held = new Map<string, string>();
  let lanes = 1;
  try {
    while (seen.size < limit && !isEnough()) {
      const limits = split(Math.min(limit - seen.size, lanes * atOnce));
      const messages = (
        await Promise.all(limits.map((some) => queues.receive({ queueUrl, limit: some, hiddenSeconds })))
      ).flat();
      for (const { id, receiptHandle } of messages) held.set(id, receiptHandle);
      const fresh = messages.filter(({ id }) => !seen.has(id) && seen.add(id));
      lanes = messages.length === lanes * atOnce ? Math.min(lanes * 2, maxLanes) : 1;
      // Those that were looked at first are no longer hidden by now.
      if (fresh.length === 0) return;
      await workOnEach(fresh, held, work);
    }
  } finally {
    // What cannot be given back comes back by itself.
    await queues.giveBack({ queueUrl, receiptHandles: [...held.values()] }).catch(() => {});
  }
}

/** A number, in pieces that SQS gives at once. */
function split(count: number): readonly number[] {
  return Array.from({ length: Math.ceil(count / atOnce) }, (_, index) =>
    Math.min(count - index * atOnce, atOnce),
  );
}

/** Rejects when one of them failed, but after all of them are done. */
async function workOnEach(
  messages: readonly ReceivedMessage[],
  held: Map<string, string>,
  work: Work,
): Promise<void> {
  const outcomes = await Promise.allSettled(
    messages.map(async (message) => {
      if ((await work(message)) === 'gone') held.delete(message.id);
    }),
  );
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
