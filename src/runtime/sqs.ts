import { withDeadline } from './deadline.js';
import { createClientLoader, createSqsSender, sqsLimit, type SqsSender } from './sqs-sender.js';

/** What can be done with the messages of queues in Amazon SQS. Each call ends after some seconds at most. */
export interface Sqs extends SqsSender {
  /** Has a message that was received come again after some seconds, and not when its time is up. */
  postpone(message: {
    readonly queueUrl: string;
    readonly receiptHandle: string;
    readonly seconds: number;
  }): Promise<void>;
}

/** `region` and credentials are what the environment says. */
export function createSqs(): Sqs {
  const loadClient = createClientLoader();
  return {
    ...createSqsSender(loadClient),
    async postpone({ queueUrl, receiptHandle, seconds }) {
      const { client, sdk } = await loadClient();
      const command = new sdk.ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      });
      await withDeadline(sqsLimit, (abortSignal) => client.send(command, { abortSignal }));
    },
  };
}
