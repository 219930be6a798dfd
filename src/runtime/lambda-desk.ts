import type { InboxDesk } from './inbox-desk.js';
import { readQueueUrl } from './lambda-config.js';
import { readSettings, type Environment } from './settings.js';
import { createSqsDesk } from './sqs-desk.js';

/** The desk of the queues that a function is deployed with, not yet open. It asks for no secret. */
export function createLambdaDesk(environment: Environment): InboxDesk {
  return createSqsDesk(
    readSettings(environment, (reader) => ({
      queueUrl: readQueueUrl(reader, 'QUEUE_URL'),
      deadLetterQueueUrl: readQueueUrl(reader, 'DEAD_LETTER_QUEUE_URL'),
      quarantineQueueUrl: readQueueUrl(reader, 'QUARANTINE_QUEUE_URL'),
    })),
  );
}
