import { setTimeout as sleep } from 'node:timers/promises';
import { retryDelay, type RetrySettings } from './backoff.js';
import { StoppedError } from './deadline.js';
import { failureFields } from './failure.js';
import type { Claimed, IdentityTable } from './identity-table.js';
import type { Delivery, InboxParts } from './inbox.js';
import type { LogFields } from './log.js';
import type { SqsRecord } from './sqs-event.js';
import { decodeQueuedEvent, encodeQueuedEvent, type QueuedEvent } from './sqs-message.js';
import type { Sqs } from './sqs.js';

export interface SqsAttemptParts extends Pick<InboxParts, 'handle' | 'inspect' | 'log'> {
  readonly sqs: Sqs;
  readonly identities: IdentityTable;
  readonly queueUrl: string;
  readonly quarantineQueueUrl: string;
  readonly retry: RetrySettings;
}

/** The run of a function that a message is part of. */
export interface SqsRun {
  /** Aborts when handlers have to end, so that there is time to say what became of their events. */
  readonly stop: AbortSignal;
  /** When the function is over, in milliseconds since 1970. */
  readonly leaseEndsAt: number;
  readonly remainingMilliseconds: () => number;
}

interface Attempt {
  readonly record: SqsRecord;
  readonly event: QueuedEvent;
  readonly number: number;
  readonly fields: LogFields;
}

/** Handles the event in a message once, and says whether it is over: if not, it comes again. Never rejects. */
export async function attemptMessage(
  record: SqsRecord,
  run: SqsRun,
  parts: SqsAttemptParts,
): Promise<boolean> {
  const { identities, log } = parts;
  const event = decodeQueuedEvent(record.body);
  if (event === undefined) {
    log.error('message is no event of this receiver: it comes to the dead-letter queue', {
      event: record.messageId,
    });
    return false;
  }
  const number = Number(record.attributes.ApproximateReceiveCount) || 1;
  const { deliveryId, trigger, identity: key, reason } = event;
  const fields = { event: record.messageId, delivery: deliveryId, trigger, attempt: number };
  const attempt: Attempt = { record, event, number, fields };
  try {
    const claim = await identities.claim({
      key,
      leaseEndsAt: run.leaseEndsAt,
      fromQuarantine: reason !== undefined,
    });
    switch (claim.kind) {
      case 'known':
        log.info('event was handled before', fields);
        return true;
      case 'busy':
        log.info('event is being handled already: it comes again, in case that fails', fields);
        await postpone(
          attempt,
          Math.min(retryDelay(number, parts.retry), claim.leaseEndsAt - Date.now() + 1_000),
          parts,
        );
        return false;
      case 'claimed':
        return await handleClaimed(attempt, { key, owner: claim.owner }, run, parts);
    }
  } catch (error) {
    log.error('nothing is known of the event: it comes again', { ...fields, ...failureFields(error) });
    await postpone(attempt, retryDelay(number, parts.retry), parts);
    return false;
  }
}

async function handleClaimed(
  attempt: Attempt,
  claimed: Claimed,
  run: SqsRun,
  parts: SqsAttemptParts,
): Promise<boolean> {
  const { record, event, number, fields } = attempt;
  const { handle, log } = parts;
  const delivery = deliveryOf(event, parts.inspect);
  try {
    await handle(delivery, { number, event: record.messageId, stop: run.stop });
    if (delivery.recognition.kind === 'unknown') {
      await keep(event, delivery.recognition.reason, parts);
      await settle({ ...claimed, state: 'quarantine' }, attempt, run, parts);
      return true;
    }
  } catch (error) {
    const isLast = number >= parts.retry.attempts;
    // The queue moves it to the dead letters when it would be given out once more.
    const delayMilliseconds = isLast || error instanceof StoppedError ? 0 : retryDelay(number, parts.retry);
    const told = { ...fields, ...failureFields(error) };
    if (isLast) log.error('event is dead: its handler failed too often', told);
    else log.warn('handler failed, trying again', { ...told, delayMilliseconds });
    // Free before it comes again, or the next attempt would find it taken.
    await release(claimed, attempt, parts);
    await postpone(attempt, delayMilliseconds, parts);
    return false;
  }
  await settle({ ...claimed, state: 'done' }, attempt, run, parts);
  return true;
}

// What came to another event's path and was in quarantine for that is back because somebody wants it handled.
function deliveryOf(event: QueuedEvent, inspect: InboxParts['inspect']): Delivery {
  const { deliveryId, receivedAt, path, body, reason } = event;
  return {
    id: deliveryId,
    receivedAt: new Date(receivedAt),
    identities: [],
    path,
    body,
    ...inspect(body, reason === 'other-channel' ? '' : path),
  };
}

async function keep(
  event: QueuedEvent,
  reason: NonNullable<QueuedEvent['reason']>,
  { sqs, quarantineQueueUrl }: SqsAttemptParts,
): Promise<void> {
  await sqs.send({ queueUrl: quarantineQueueUrl, text: encodeQueuedEvent({ ...event, reason }) });
}

// One more try, and the answer of the function.
const retryMilliseconds = 3_000;

/**
 * Writes down that an event is over, as often as there is time for. Should all fail, the message is deleted all the
 * same: kept, it would surely be handled again, and without it only if the sender repeats it.
 */
async function settle(
  settlement: Parameters<IdentityTable['settle']>[0],
  { fields }: Attempt,
  run: SqsRun,
  { identities, log }: SqsAttemptParts,
): Promise<void> {
  for (let delay = 100; ; delay *= 2) {
    try {
      await identities.settle(settlement);
      return;
    } catch (error) {
      const isLast = run.remainingMilliseconds() < retryMilliseconds + delay;
      const end = isLast ? 'not written down' : 'not written down yet, trying again';
      log.error(`event is over, but that is ${end}`, { ...fields, ...failureFields(error) });
      if (isLast) return;
      await sleep(delay);
    }
  }
}

async function release(claimed: Claimed, { fields }: Attempt, parts: SqsAttemptParts): Promise<void> {
  try {
    await parts.identities.release(claimed);
  } catch (error) {
    parts.log.warn('event not given free: it is when its lease ends', { ...fields, ...failureFields(error) });
  }
}

const maxVisibilitySeconds = 43_200;

// Without this it comes again as well, when the time is up that the queue gives a worker.
async function postpone(
  { record, fields }: Attempt,
  milliseconds: number,
  { sqs, queueUrl, log }: SqsAttemptParts,
): Promise<void> {
  const seconds = Math.min(Math.max(Math.round(milliseconds / 1000), 0), maxVisibilitySeconds);
  try {
    await sqs.postpone({ queueUrl, receiptHandle: record.receiptHandle, seconds });
  } catch (error) {
    log.warn('message comes again only when the queue says so', { ...fields, ...failureFields(error) });
  }
}
