import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';
import type { LambdaContext, SqsBatchResult, SqsEvent } from '../../src/runtime/sqs-event.js';

type SqsHandler = (event: SqsEvent, context: LambdaContext) => Promise<SqsBatchResult>;

export interface QueueWorkerOptions {
  readonly queueUrl: string;
  readonly handler: SqsHandler;
  /** How long the function may run. */
  readonly timeoutSeconds?: number;
}

export interface QueueWorker {
  /** Gives the handler one batch, if there is anything in the queue, and resolves with what it answered. */
  runOnce(): Promise<SqsBatchResult | undefined>;
  /** Does so again and again. */
  start(): void;
  stop(): Promise<void>;
}

/** Takes messages from a queue to a function and deletes those it is done with, as Lambda does. */
export function createQueueWorker({
  queueUrl,
  handler,
  timeoutSeconds = 60,
}: QueueWorkerOptions): QueueWorker {
  let isStopped = false;
  let loop: Promise<void> | undefined;

  async function runOnce(): Promise<SqsBatchResult | undefined> {
    const messages = await receiveBatch(queueUrl);
    if (messages.length === 0) return undefined;
    const result = await handler(eventOf(messages), contextOf(timeoutSeconds));
    const again = new Set(result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const done = messages.filter(({ MessageId: id = '' }) => !again.has(id));
    await Promise.all(
      done.map(({ ReceiptHandle: handle }) =>
        sqsClient().send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: handle })),
      ),
    );
    return result;
  }

  return {
    runOnce,
    start() {
      loop = (async () => {
        while (!isStopped) {
          const result = await runOnce();
          if (result === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
        }
      })();
    },
    async stop() {
      isStopped = true;
      await loop;
    },
  };
}

let client: SQSClient | undefined;

/** The client of this process, once `startAws` has told where SQS is. */
export function sqsClient(): SQSClient {
  return (client ??= new SQSClient({}));
}

/** Up to ten messages that are due now. */
export async function receiveBatch(queueUrl: string): Promise<Message[]> {
  const { Messages: messages = [] } = await sqsClient().send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 0,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    }),
  );
  return messages;
}

/** How many messages are in a queue, be they due or with somebody. */
export async function countMessages(queueUrl: string): Promise<number> {
  const { Attributes: attributes = {} } = await sqsClient().send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return Object.values(attributes).reduce((sum, count) => sum + Number(count), 0);
}

/** What Lambda makes of messages. */
export function eventOf(messages: readonly Message[]): SqsEvent {
  return {
    Records: messages.map(({ MessageId, ReceiptHandle, Body, Attributes }) => ({
      messageId: MessageId ?? '',
      receiptHandle: ReceiptHandle ?? '',
      body: Body ?? '',
      attributes: { ApproximateReceiveCount: Attributes?.ApproximateReceiveCount ?? '1' },
    })),
  };
}

/** The rest of a run that may take so long. */
export function contextOf(timeoutSeconds: number): LambdaContext {
  const end = performance.now() + timeoutSeconds * 1000;
  return { getRemainingTimeInMillis: () => Math.max(0, end - performance.now()) };
}
