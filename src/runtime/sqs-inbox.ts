import { failureFields } from './failure.js';
import { triggerOf } from './handle.js';
import type { KnownEvents } from './identity-table.js';
import { strongestIdentity } from './identity.js';
import type { CreateInbox, Delivery } from './inbox.js';
import type { Logger } from './log.js';
import { encodeQueuedEvent, identityKey, maxQueuedBodyBytes } from './sqs-message.js';
import type { SqsSender } from './sqs-sender.js';

export interface SqsInboxParts {
  readonly sqs: SqsSender;
  readonly identities: KnownEvents;
  readonly queueUrl: string;
}

// A sender waits for 3 s, and the secrets and the table may have been slow before. Some time is left in any case: the
// clock may have been set meanwhile.
const answerMilliseconds = 2_800;
const leastMilliseconds = 500;

/** An inbox that puts an event into a queue of Amazon SQS before it is acknowledged; a worker handles it after. */
export function createSqsInbox({ sqs, identities, queueUrl }: SqsInboxParts): CreateInbox {
  return ({ log }) => ({
    maxBodyBytes: maxQueuedBodyBytes,

    async start() {
      await Promise.all([sqs.load(), identities.load()]);
    },

    async accept(delivery) {
      const identity = keyOf(delivery);
      if (await isKnown(identity, log)) return 'duplicate';
      const { id: deliveryId, receivedAt, path, body, recognition } = delivery;
      const event = {
        deliveryId,
        receivedAt: receivedAt.getTime(),
        path,
        trigger: triggerOf(recognition),
        identity,
        body,
      };
      const left = answerMilliseconds - (Date.now() - receivedAt.getTime());
      const withinMilliseconds = Math.max(left, leastMilliseconds);
      await sqs.send({ queueUrl, text: encodeQueuedEvent(event), withinMilliseconds });
      return 'accepted';
    },

    async stop() {},
  });

  // It spares the queue what was handled long ago. What is on its way, the worker tells apart.
  async function isKnown(identity: string, log: Logger): Promise<boolean> {
    try {
      return await identities.isKnown(identity);
    } catch (error) {
      log.debug('not looked whether the event is known', failureFields(error));
      return false;
    }
  }
}

function keyOf({ identities }: Delivery): string {
  return identityKey(strongestIdentity(identities) ?? '');
}
