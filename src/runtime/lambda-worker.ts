import { createDynamoDbIdentities } from './dynamodb-identities.js';
import { createHandling, type HandlingParts } from './handling.js';
import type { LambdaWorkerConfig } from './lambda-config.js';
import type { LambdaContext, SqsBatchResult, SqsEvent } from './sqs-event.js';
import { createSqsWorker } from './sqs-worker.js';
import { createSqs } from './sqs.js';

/** A function for the messages of a queue, ready for its first batch. */
export async function createLambdaWorker(
  parts: HandlingParts & { readonly config: LambdaWorkerConfig },
): Promise<(event: SqsEvent, context: LambdaContext) => Promise<SqsBatchResult>> {
  const { config } = parts;
  const sqs = createSqs();
  const identities = createDynamoDbIdentities(config);
  await Promise.all([sqs.load(), identities.load()]);
  return createSqsWorker({
    // It has no secret, so none can be quoted.
    ...createHandling(parts, () => []),
    sqs,
    identities,
    queueUrl: config.queueUrl,
    quarantineQueueUrl: config.quarantineQueueUrl,
    retry: config.retry,
  });
}
