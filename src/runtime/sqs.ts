import { requestHandler } from './aws-requests.js';
import { withDeadline } from './deadline.js';
import { loadSqsSdk } from './sqs-sdk.js';

/** What can be done with the messages of queues in Amazon SQS. Each call ends after some seconds at most. */
export interface Sqs {
  /** Loads the client, which takes its time, so that no event has to wait for it. */
  load(): Promise<void>;
  /** Resolves when the message would survive. `withinMilliseconds`: for who has less time than a call may take. */
  send(message: {
    readonly queueUrl: string;
    readonly text: string;
    readonly withinMilliseconds?: number;
  }): Promise<void>;
  /** Has a message that was received come again after some seconds, and not when its time is up. */
  postpone(message: {
    readonly queueUrl: string;
    readonly receiptHandle: string;
    readonly seconds: number;
  }): Promise<void>;
}

// A sender waits for the answer, and must have it within 3 s even if SQS hangs: it asks to send again.
const limit = { milliseconds: 2_200, service: 'SQS' };

/** `region` and credentials are what the environment says. */
export function createSqs(): Sqs {
  let loaded: ReturnType<typeof loadClient> | undefined;
  const load = (): ReturnType<typeof loadClient> => (loaded ??= loadClient());
  return {
    async load() {
      await load();
    },
    async send({ queueUrl, text, withinMilliseconds = limit.milliseconds }) {
      const { client, SendMessageCommand } = await load();
      const command = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: text });
      const milliseconds = Math.min(withinMilliseconds, limit.milliseconds);
      await withDeadline({ ...limit, milliseconds }, (abortSignal) => client.send(command, { abortSignal }));
    },
    async postpone({ queueUrl, receiptHandle, seconds }) {
      const { client, ChangeMessageVisibilityCommand } = await load();
      const command = new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      });
      await withDeadline(limit, (abortSignal) => client.send(command, { abortSignal }));
    },
  };
}

async function loadClient() {
  const { SQSClient, SendMessageCommand, ChangeMessageVisibilityCommand } = await loadSqsSdk();
  const client = new SQSClient({ maxAttempts: 2, requestHandler });
  return { client, SendMessageCommand, ChangeMessageVisibilityCommand };
}
