import type { Logger } from '../generated/runtime/log.js';
import type { Desk } from './desk-file.js';
import { claimReply, settleAttempt, settleSent, type Claim } from './outbox.js';
import { NotSent, type ReplyApi } from './sinch.js';

export interface SenderParts {
  readonly desk: Desk;
  readonly api: ReplyApi;
  readonly log: Logger;
  /** How long a reply waits for its callback when nobody knows whether it was sent. */
  readonly doubtMilliseconds: number;
}

export interface Sender {
  /** Begins to send what is due. It never throws. */
  look(): void;
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>;
}

// While a request has no answer, the reply is nobody else's. The request is cut off long before.
const holdMilliseconds = 120_000;
const mostAtOnce = 4;
const mostAttempts = 8;

/** Sends what is in the outbox, and looks for what may have been sent already before it sends it again. */
export function createSender({ desk, api, log, doubtMilliseconds }: SenderParts): Sender {
  const working = new Set<Promise<void>>();

  async function work(claim: Claim): Promise<void> {
    const { id, task, attempts } = claim;
    try {
      if (task === 'send' && attempts >= mostAttempts) {
        settleAttempt(desk, id, {
          outbox: 'refused',
          fault: `It could not be sent in ${attempts} attempts`,
        });
        return;
      }
      const messageId = await api[task](claim);
      if (messageId !== undefined) {
        desk.change((revision) => settleSent(desk, id, { messageId, revision }));
        return;
      }
      log.warn('a reply was not sent, and is sent again', { reply: id });
      settleAttempt(desk, id, { outbox: 'waiting', dueAt: Date.now() });
    } catch (error) {
      settleFailure(claim, error);
    }
  }

  function settleFailure({ id, task, attempts }: Claim, error: unknown): void {
    // What it says may quote the reply.
    const name = error instanceof Error ? error.name : 'Error';
    if (error instanceof NotSent && !error.mayTryAgain) {
      log.warn('a reply was refused', { reply: id });
      settleAttempt(desk, id, { outbox: 'refused', fault: error.message });
    } else if (error instanceof NotSent) {
      log.warn('a reply has to wait', { reply: id });
      const dueAt = Date.now() + Math.min(60_000, 1000 * 2 ** attempts);
      settleAttempt(desk, id, { outbox: 'waiting', dueAt, fault: error.message });
    } else {
      log.warn('whether a reply was sent is not known', { reply: id, during: task, failure: name });
      settleAttempt(desk, id, { outbox: 'sending', dueAt: Date.now() + doubtMilliseconds });
    }
  }

  function look(): void {
    try {
      while (working.size < mostAtOnce) {
        const claim = claimReply(desk, holdMilliseconds);
        if (claim === undefined) return;
        const done = work(claim)
          .catch((error: unknown) => log.error('an attempt could not be noted', { failure: String(error) }))
          .finally(() => working.delete(done));
        working.add(done);
      }
    } catch (error) {
      // Such as a full disk. The next look may find it mended.
      log.error('the outbox cannot be read', { failure: String(error) });
    }
  }

  return {
    look,
    async idle() {
      while (working.size > 0) await Promise.all(working);
    },
  };
}
