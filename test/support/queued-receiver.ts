import { onTestFinished } from 'vitest';
import type { HandlerContext, UnknownEvent } from '../../src/runtime/handle.js';
import { readLambdaConfig, readLambdaWorkerConfig } from '../../src/runtime/lambda-config.js';
import { createLambdaReceiver } from '../../src/runtime/lambda-receiver.js';
import { createLambdaWorker } from '../../src/runtime/lambda-worker.js';
import { createLogger } from '../../src/runtime/log.js';
import type { Receiver } from '../../src/runtime/receiver.js';
import type { SqsBatchResult, SqsEvent } from '../../src/runtime/sqs-event.js';
import type { QueueEnvironment } from './aws.js';
import { contextOf, createQueueWorker, type QueueWorker } from './queue-worker.js';
import { secret } from './signed-delivery.js';
import { contactCreate, optIn } from './test-receiver.js';

export interface QueuedReceiverOptions {
  readonly environment: QueueEnvironment;
  readonly env?: Readonly<Record<string, string>>;
  readonly handler?: (event: unknown, context: HandlerContext) => Promise<void>;
  readonly onUnknown?: (event: UnknownEvent) => Promise<void>;
  readonly timeoutSeconds?: number;
}

export interface QueuedReceiver {
  /** What answers webhooks, and puts events into the queue. */
  readonly receiver: Receiver;
  /** What takes them out of it. */
  readonly worker: QueueWorker;
  readonly handle: (event: SqsEvent) => Promise<SqsBatchResult>;
  readonly calls: HandlerContext[];
  readonly unknown: UnknownEvent[];
  readonly log: string[];
}

/** The two functions of a receiver of two events, with a queue and a table between them. */
export async function startQueuedReceiver(options: QueuedReceiverOptions): Promise<QueuedReceiver> {
  const { environment, env, handler, onUnknown, timeoutSeconds = 60 } = options;
  const [calls, unknown, log]: [HandlerContext[], UnknownEvent[], string[]] = [[], [], []];
  const parts = {
    routes: [contactCreate, optIn],
    validators: {},
    log: createLogger('debug', (line) => log.push(line)),
  };
  const receiver = await createLambdaReceiver({
    ...parts,
    config: readLambdaConfig({ ...environment, INBOX: 'sqs', SINCH_WEBHOOK_SECRET: secret, ...env }),
    loadHandlers: () => Promise.reject(new Error('handlers run in the worker')),
  });
  const recorded = async (event: unknown, context: HandlerContext): Promise<void> => {
    calls.push(context);
    await handler?.(event, context);
  };
  const work = await createLambdaWorker({
    ...parts,
    config: readLambdaWorkerConfig({ ...environment, ...env }),
    handlers: { CONTACT_CREATE: recorded, OPT_IN: recorded },
    onUnknown: async (event) => {
      unknown.push(event);
      await onUnknown?.(event);
    },
  });
  const worker = createQueueWorker({ queueUrl: environment.QUEUE_URL, handler: work, timeoutSeconds });
  onTestFinished(() => worker.stop());
  return {
    receiver,
    worker,
    handle: (event) => work(event, contextOf(timeoutSeconds)),
    calls,
    unknown,
    log,
  };
}

/** A body of an event that is told from others by the id of its contact. */
export function contact(id: string): string {
  return JSON.stringify({ app_id: 'app', contact_create_notification: { contact: { id } } });
}

/** The id in such a body, parsed. */
export function idOf(event: unknown): string {
  const { contact_create_notification: notification } = event as {
    contact_create_notification: { contact: { id: string } };
  };
  return notification.contact.id;
}
