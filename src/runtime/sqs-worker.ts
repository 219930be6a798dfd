import { setMaxListeners } from 'node:events';
import { attemptMessage, type SqsAttemptParts } from './sqs-attempt.js';
import type { LambdaContext, SqsBatchResult, SqsEvent } from './sqs-event.js';

// What it takes to write down what became of the events. Without an answer of the function, all of them come again.
const settleMilliseconds = 5_000;
// Clocks of machines differ a little.
const leaseMarginMilliseconds = 2_000;

/** A function that handles the events in a batch of messages, all at a time, and says which are to come again. */
export function createSqsWorker(
  parts: SqsAttemptParts,
): (event: SqsEvent, context: LambdaContext) => Promise<SqsBatchResult> {
  return async ({ Records: records }, context) => {
    const stopping = new AbortController();
    setMaxListeners(0, stopping.signal);
    const remaining = context.getRemainingTimeInMillis();
    const timer = setTimeout(() => stopping.abort(), remaining - settleMilliseconds);
    const run = {
      stop: stopping.signal,
      leaseEndsAt: Date.now() + remaining + leaseMarginMilliseconds,
      remainingMilliseconds: context.getRemainingTimeInMillis,
    };
    try {
      const isOver = await Promise.all(records.map((record) => attemptMessage(record, run, parts)));
      const again = records.filter((_record, index) => isOver[index] === false);
      return { batchItemFailures: again.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    } finally {
      clearTimeout(timer);
    }
  };
}
