import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { runInboxCommand, type CommandResult } from '../../src/runtime/inbox-command.js';
import { createLambdaDesk } from '../../src/runtime/lambda-desk.js';
import type { Environment } from '../../src/runtime/settings.js';
import { sqsHelp } from '../../src/runtime/sqs-help.js';
import { encodeQueuedEvent, type QueuedEvent } from '../../src/runtime/sqs-message.js';
import type { Aws, QueueEnvironment, QueueOptions } from '../support/aws.js';
import { sqsClient } from '../support/queue-worker.js';

type QueueName = 'QUEUE_URL' | 'DEAD_LETTER_QUEUE_URL' | 'QUARANTINE_QUEUE_URL';

export interface TestQueues {
  readonly environment: QueueEnvironment;
  /** Puts an event into a queue, and resolves with its id. */
  put(queue: QueueName, event?: Partial<QueuedEvent>): Promise<string>;
  count(queue: QueueName): Promise<number>;
  run(...args: string[]): Promise<CommandResult>;
}

/** New queues, with events put into them as a function would. */
export async function createTestQueues(aws: Aws, options?: QueueOptions): Promise<TestQueues> {
  const environment = await aws.createEnvironment(options);
  return {
    environment,
    put: (queue, event) => send(environment[queue], textOf(event)),
    count: (queue) => countOf(environment[queue], 'Messages'),
    run: (...args) => runCommand(args, { ...environment }),
  };
}

/** Does what `npm run inbox` is told in an environment. */
export function runCommand(args: readonly string[], environment: Environment): Promise<CommandResult> {
  return runInboxCommand(args, { help: sqsHelp, createDesk: () => createLambdaDesk(environment) });
}

let number = 0;

/** The text of a message with an event in it, another each time. */
export function textOf(event: Partial<QueuedEvent> = {}): string {
  number += 1;
  return encodeQueuedEvent({
    deliveryId: `delivery-${number}`,
    receivedAt: Date.UTC(2030, 0, 1),
    path: '/webhooks/sinch',
    trigger: 'OPT_IN',
    identity: `identity-${number}`,
    body: Buffer.from('{"app_id":"a"}'),
    ...event,
  });
}

/** Puts a text into a queue, and resolves with the id of its message. */
export async function send(queueUrl: string, text: string): Promise<string> {
  const sent = await sqsClient().send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: text }));
  return sent.MessageId ?? '';
}

export async function countOf(
  queueUrl: string,
  ...names: ('Messages' | 'MessagesNotVisible')[]
): Promise<number> {
  const { Attributes: attributes = {} } = await sqsClient().send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: names.map((name) => `ApproximateNumberOf${name}` as const),
    }),
  );
  return Object.values(attributes).reduce((sum, count) => sum + Number(count), 0);
}
