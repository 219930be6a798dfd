import { loadSqsSdk } from './sqs-sdk.js';

/** A message that was received: until its time is up nobody else receives it. */
export interface ReceivedMessage {
  readonly id: string;
  /** What it is deleted or given back by. */
  readonly receiptHandle: string;
  readonly text: string;
  /** When it was sent, in milliseconds since 1970. */
  readonly sentAt: number;
}

export interface QueueFacts {
  readonly arn: string;
  /** About how many messages there are: those that wait, those that are with somebody, and those that are delayed. */
  readonly count: number;
  /** Where a message goes that was received too often. */
  readonly redrive: { readonly deadLetterArn: string; readonly maxReceives: number } | undefined;
}

/** What an operator does with queues of Amazon SQS. */
export interface SqsQueues {
  describe(queueUrl: string): Promise<QueueFacts>;
  /** Waits up to a second for messages. There may be more than it gives, but not when it gives none. */
  receive(request: {
    readonly queueUrl: string;
    readonly limit: number;
    readonly hiddenSeconds: number;
  }): Promise<readonly ReceivedMessage[]>;
  /** Resolves with the id of the message when it would survive. */
  send(message: { readonly queueUrl: string; readonly text: string }): Promise<string>;
  delete(message: { readonly queueUrl: string; readonly receiptHandle: string }): Promise<void>;
  /** Lets others receive messages again. */
  giveBack(messages: {
    readonly queueUrl: string;
    readonly receiptHandles: readonly string[];
  }): Promise<void>;
  close(): void;
}

/** How many messages SQS takes or gives in one call. */
export const atOnce = 10;

/** `region` and credentials are what the environment says. */
export async function connectSqsQueues(): Promise<SqsQueues> {
  const sdk = await loadSqsSdk();
  // SQS waits for messages while a request is under way, and an operator longer than a sender.
  const client = new sdk.SQSClient({
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
  return {
    async describe(queueUrl) {
      const { Attributes: attributes = {} } = await client.send(
        new sdk.GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...described] }),
      );
      return {
        arn: attributes['QueueArn'] ?? '',
        count: counts.reduce((sum, name) => sum + Number(attributes[name] ?? 0), 0),
        redrive: redriveOf(attributes['RedrivePolicy']),
      };
    },

    async receive({ queueUrl, limit, hiddenSeconds }) {
      const { Messages: messages = [] } = await client.send(
        new sdk.ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: Math.min(limit, atOnce),
          VisibilityTimeout: hiddenSeconds,
          // Without waiting, SQS asks some of its servers only.
          WaitTimeSeconds: 1,
          MessageSystemAttributeNames: ['SentTimestamp'],
        }),
      );
      return messages.map(({ MessageId, ReceiptHandle, Body, Attributes }) => ({
        id: MessageId ?? '',
        receiptHandle: ReceiptHandle ?? '',
        text: Body ?? '',
        sentAt: Number(Attributes?.SentTimestamp ?? 0),
      }));
    },

    async send({ queueUrl, text }) {
      const { MessageId: id = '' } = await client.send(
        new sdk.SendMessageCommand({ QueueUrl: queueUrl, MessageBody: text }),
      );
      return id;
    },

    async delete({ queueUrl, receiptHandle }) {
      await client.send(new sdk.DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: receiptHandle }));
    },

    async giveBack({ queueUrl, receiptHandles }) {
      for (let start = 0; start < receiptHandles.length; start += atOnce) {
        const entries = receiptHandles.slice(start, start + atOnce).map((receiptHandle, index) => ({
          Id: String(index),
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: 0,
        }));
        await client.send(
          new sdk.ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries: entries }),
        );
      }
    },

    close() {
      client.destroy();
    },
  };
}

const counts = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

const described = ['QueueArn', 'RedrivePolicy', ...counts] as const;

function redriveOf(policy: string | undefined): QueueFacts['redrive'] {
  if (policy === undefined) return undefined;
  // SQS has checked what it gives.
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(policy) as {
    deadLetterTargetArn: string;
    maxReceiveCount: number | string;
  };
  return { deadLetterArn: deadLetterTargetArn, maxReceives: Number(maxReceiveCount) };
}
