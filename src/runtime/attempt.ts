import { retryDelay, type RetrySettings } from './backoff.js';
import { StoppedError } from './deadline.js';
import { failureFields, failureText } from './failure.js';
import type { InboxParts } from './inbox.js';
import type { Inspection } from './inspection.js';
import { deliveryOf } from './kept-delivery.js';
import type { HandledOutcome } from './metrics.js';
import type { ClaimedEvent, Parking } from './store.js';

/** What is to be done with an event after an attempt to handle it. */
export type Settlement =
  | { readonly kind: 'complete' }
  | { readonly kind: 'release' }
  | { readonly kind: 'postpone'; readonly delayMilliseconds: number; readonly reason: string }
  | ({ readonly kind: 'park' } & Parking);

// A crash is not always the fault of the event that was there.
const minLost = 3;

/** Hands an event to its handler once, and says what is to become of it. Never rejects. */
export async function attemptEvent(
  event: ClaimedEvent,
  { handle, inspect, log, metrics, retry, stop }: InboxParts & { retry: RetrySettings; stop: AbortSignal },
): Promise<Settlement> {
  const { id, deliveryId, trigger, attempt, lost } = event;
  const fields = { event: id, delivery: deliveryId, trigger, attempt };
  const startedAt = performance.now();
  const count = (outcome: HandledOutcome): void =>
    metrics.handled(trigger, outcome, (performance.now() - startedAt) / 1000);

  // A handler that ends the process does not get to say that it failed.
  if (lost >= Math.max(retry.attempts, minLost)) {
    metrics.handled(trigger, 'dead', 0);
    log.error('event is dead: no attempt came to an end', { ...fields, lost });
    const reason = `no attempt came to an end, ${lost} times: did the process end with it?`;
    return { kind: 'park', state: 'dead', reason, attempts: attempt - 1 };
  }
  try {
    const delivery = deliveryOf(event, event.inspection ?? inspectAnew(event, inspect));
    await handle(delivery, { number: attempt, event: id, stop });
    if (delivery.recognition.kind === 'unknown') {
      const { reason } = delivery.recognition;
      return { kind: 'park', state: 'quarantine', reason, attempts: attempt - 1 };
    }
    count('completed');
    return { kind: 'complete' };
  } catch (error) {
    if (error instanceof StoppedError) return { kind: 'release' };
    const reason = failureText(error);
    if (attempt >= retry.attempts) {
      count('dead');
      log.error('event is dead: its handler failed too often', { ...fields, ...failureFields(error) });
      return { kind: 'park', state: 'dead', reason, attempts: attempt };
    }
    count('failed');
    const delayMilliseconds = retryDelay(attempt, retry);
    log.warn('handler failed, trying again', { ...fields, delayMilliseconds, ...failureFields(error) });
    return { kind: 'postpone', delayMilliseconds, reason };
  }
}

// What came to another event's path is here because somebody wants it handled all the same.
function inspectAnew({ body, path }: ClaimedEvent, inspect: InboxParts['inspect']): Inspection {
  const inspection = inspect(body, path);
  const { recognition } = inspection;
  const isElsewhere = recognition.kind === 'unknown' && recognition.reason === 'other-channel';
  return isElsewhere ? inspect(body, '') : inspection;
}
