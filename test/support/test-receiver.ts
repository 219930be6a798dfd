import { createLogger } from '../../src/runtime/log.js';
import {
  createReceiver,
  type Receiver,
  type ReceiverParts,
  type UnknownEvent,
} from '../../src/runtime/receiver.js';
import type { Route } from '../../src/runtime/recognition.js';
import { secret, signDelivery, type SigningOptions } from './signed-delivery.js';

export const contactCreate: Route = {
  trigger: 'CONTACT_CREATE',
  eventKey: 'contact_create_notification',
  address: '/conversation/contact-create',
  operationId: 'receiveContactCreated',
  identity: [['contact_create_notification.contact.id']],
};

export const optIn: Route = {
  trigger: 'OPT_IN',
  eventKey: 'opt_in_notification',
  address: '/conversation/opt-in',
  operationId: undefined,
  identity: [],
};

export interface TestReceiver {
  readonly receiver: Receiver;
  /** The triggers whose handlers were called, in order. */
  readonly handled: string[];
  readonly unknown: UnknownEvent[];
  readonly log: string[];
}

/** A receiver of two events that records what reaches its handlers. */
export function createTestReceiver(
  options: Partial<Omit<ReceiverParts, 'config'>> & { config?: Partial<ReceiverParts['config']> } = {},
): TestReceiver {
  const handled: string[] = [];
  const unknown: UnknownEvent[] = [];
  const log: string[] = [];
  const handler = async (_event: unknown, { trigger }: { trigger: string }) => void handled.push(trigger);
  const receiver = createReceiver({
    routes: [contactCreate, optIn],
    validators: {},
    handlers: { CONTACT_CREATE: handler, OPT_IN: handler },
    onUnknown: async (event) => void unknown.push(event),
    log: createLogger('info', (line) => log.push(line)),
    ...options,
    config: {
      secrets: [secret],
      path: '/webhooks/sinch',
      maxAgeSeconds: 86_400,
      validation: 'report',
      handlerTimeoutSeconds: 30,
      logLevel: 'debug',
      ...options.config,
    },
  });
  return { receiver, handled, unknown, log };
}

/** Posts a signed body, and resolves with the status of the answer. */
export async function postSigned(
  receiver: Receiver,
  body: Uint8Array | string,
  { path = '/webhooks/sinch', ...signing }: SigningOptions & { path?: string } = {},
): Promise<number> {
  const { headers, body: bytes } = signDelivery(body, signing);
  const { status } = await receiver.respond({ method: 'POST', path, headers, readBody: () => bytes });
  return status;
}
