import type { Logger } from '../generated/runtime/log.js';
import type { Claimed, Outbox } from './outbox.js';
import { reasonOf, type Sinch } from './sinch.js';

export interface DeliverParts {
  readonly outbox: Outbox;
  readonly sinch: Sinch;
  readonly log: Logger;
  /** How long a request to Sinch may take. */
  readonly timeoutMilliseconds: number;
  /** How long a message that may have gone out is looked for before it is sent again. */
  readonly settleMilliseconds: number;
  /** Since when this process has heard of what Sinch tells. */
  readonly startedAt: number;
  readonly now?: () => number;
}

const soonMilliseconds = 1_000;
const longestDelayMilliseconds = 5 * 60_000;

/** The time in which a process that is well has done with a message. */
export function leaseMilliseconds({ timeoutMilliseconds }: DeliverParts): number {
  return 2 * timeoutMilliseconds;
}

/**
 * Does what is next for a message: sends it or, when nobody knows whether it has gone out, looks for it. It is sent
 * again only when it has not shown up for so long that it would have.
 */
export async function deliver(item: Claimed, parts: DeliverParts): Promise<void> {
  const { outbox, sinch, log, now = Date.now } = parts;
  const fields = { outgoing: item.outgoing.id, attempts: item.attempts };

  if (item.uncertainSince !== undefined) {
    const messageId = await sinch.find(item.outgoing, item.putAt).catch(async (error: unknown) => {
      log.warn('cannot tell whether a message went out, asking again', {
        ...fields,
        error: reasonOf(error),
      });
      await outbox.postpone(item, 'sending', now() + delayOf(item));
      return null;
    });
    if (messageId === null) return;
    if (messageId !== undefined) {
      log.info('a message went out before', fields);
      return outbox.markSent(item, messageId);
    }
    const sureAt = sureAfter(item.uncertainSince, parts);
    if (now() < sureAt) return outbox.postpone(item, 'sending', sureAt);
    log.warn('a message has not shown up, sending it again', fields);
  }

  const begunAt = now();
  if (!(await outbox.begin(item, leaseMilliseconds(parts)))) return;
  // A process that stood still since then is not to send: another one may have.
  if (now() - begunAt > parts.timeoutMilliseconds) return;
  const outcome = await sinch.send(item.outgoing);
  switch (outcome.kind) {
    case 'sent':
      return outbox.markSent(item, outcome.messageId);
    case 'refused':
      // Why stands in the outbox: it may quote somebody's number.
      log.error('Sinch does not take a message', fields);
      return outbox.markRefused(item, outcome.reason);
    case 'not-now':
      log.warn('a message cannot go out now, trying again', { ...fields, reason: outcome.reason });
      // This attempt has come to nothing; one before it may not have.
      return outbox.postpone(
        item,
        item.uncertainSince === undefined ? 'ready' : 'sending',
        now() + delayOf(item),
      );
    case 'unknown':
      log.warn('a message may have gone out, looking for it', { ...fields, reason: outcome.reason });
      return outbox.postpone(item, 'sending', now() + soonMilliseconds);
  }
}

// What was told while this process was away comes after its start.
function sureAfter(uncertainSince: number, parts: DeliverParts): number {
  const { timeoutMilliseconds, settleMilliseconds, startedAt } = parts;
  return Math.max(uncertainSince + timeoutMilliseconds, startedAt) + settleMilliseconds;
}

function delayOf({ attempts }: Claimed): number {
  const bound = Math.min(soonMilliseconds * 2 ** attempts, longestDelayMilliseconds);
  return Math.round(bound * (0.5 + Math.random() / 2));
}
