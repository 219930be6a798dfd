import { retryDelay, type RetrySettings } from './backoff.js';
import { StoppedError } from './deadline.js';
import { failureFields, failureText } from './failure.js';
import type { Delivery, InboxParts } from './inbox.js';
import type { HandledOutcome } from './metrics.js';
import type { ClaimedEvent } from './store.js';

/** What is to be done with an event after an attempt to handle it. */
export type Settlement =
  | { readonly kind: 'complete' }
  | { readonly kind: 'release' }
  | { readonly kind: 'postpone'; readonly delayMilliseconds: number; readonly reason: string }
  | { readonly kind: 'park'; readonly state: 'dead' | 'quarantine'; readonly reason: string };

/** Hands an event to its handler once, and says what is to become of it. Never rejects. */
export async function attemptEvent(
  event: ClaimedEvent,
  { handle, inspect, log, metrics, retry, stop }: InboxParts & { retry: RetrySettings; stop: AbortSignal },
): Promise<Settlement> {
  const { id, deliveryId, trigger, attempt } = event;
  const fields = { event: id, delivery: deliveryId, trigger, attempt };
  const startedAt = performance.now();
  const count = (outcome: HandledOutcome): void =>
    metrics.handled(trigger, outcome, (performance.now() - startedAt) / 1000);

  // Who ends the process does not get to say that it failed.
  if (attempt > retry.attempts) {
    count('dead');
    log.error('event is dead: the process ended in each of its attempts', fields);
    return { kind: 'park', state: 'dead', reason: 'the process ended in every attempt' };
  }
  try {
    const delivery = deliveryOf(event, inspect);
    await handle(delivery, { number: attempt, event: id, stop });
    if (delivery.recognition.kind === 'unknown') {
      return { kind: 'park', state: 'quarantine', reason: delivery.recognition.reason };
    }
    count('completed');
    return { kind: 'complete' };
  } catch (error) {
    if (error instanceof StoppedError) return { kind: 'release' };
    const reason = failureText(error);
    if (attempt === retry.attempts) {
      count('dead');
      log.error('event is dead: its handler failed too often', { ...fields, ...failureFields(error) });
      return { kind: 'park', state: 'dead', reason };
    }
    count('failed');
    const delayMilliseconds = retryDelay(attempt, retry);
    log.warn('handler failed, trying again', { ...fields, delayMilliseconds, ...failureFields(error) });
    return { kind: 'postpone', delayMilliseconds, reason };
  }
}

function deliveryOf(event: ClaimedEvent, inspect: InboxParts['inspect']): Delivery {
  const { deliveryId, receivedAt, path, body } = event;
  return {
    id: deliveryId,
    receivedAt: new Date(receivedAt),
    identities: [],
    path,
    body,
    ...inspect(body, path),
  };
}
