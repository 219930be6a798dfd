import { isRecord } from '../../src/runtime/problems.js';
import { samples } from '../support/samples.js';
import type { Random } from './random.js';

export interface OneEvent {
  /** As the journal of the handlers has it. */
  readonly id: string;
  readonly body: Buffer;
  /** The conversation that it belongs to, where it names one. */
  readonly conversation: string | undefined;
}

export interface EventSource {
  /** A new event, whose handler behaves as told. */
  next(behaviour?: string): OneEvent;
}

// Those that ids identify. Messages are most of what Sinch sends.
const triggers = [
  'MESSAGE_INBOUND',
  'MESSAGE_INBOUND',
  'MESSAGE_DELIVERY',
  'MESSAGE_DELIVERY',
  'MESSAGE_SUBMIT',
  'EVENT_INBOUND',
  'CONVERSATION_START',
];
const templates = triggers.map((trigger) => {
  const sample = samples.find((candidate) => candidate.trigger === trigger);
  return JSON.parse(sample?.body.toString() ?? 'null') as unknown;
});

/** Events no two of which are the same, of so many conversations. */
export function createEvents(random: Random, conversations = Infinity): EventSource {
  const source = Math.floor(random.fraction() * 1e9).toString(36);
  let number = 0;
  return {
    next(behaviour = '') {
      number += 1;
      const name = `${source}-${number}`;
      const id = `chaos-${behaviour}:${name}`;
      const conversation = conversations === Infinity ? name : `${source}-c${random.below(conversations)}`;
      const fresh = renew(random.pick(templates), name, conversation) as Record<string, unknown>;
      const text = JSON.stringify({ ...fresh, correlation_id: id });
      const isInConversation = text.includes(`"conversation_id":${JSON.stringify(conversation)}`);
      return { id, body: Buffer.from(text), conversation: isInConversation ? conversation : undefined };
    },
  };
}

function renew(value: unknown, name: string, conversation: string): unknown {
  if (Array.isArray(value)) return value.map((item) => renew(item, name, conversation));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      if (typeof child !== 'string' || !/(^|_)id$/.test(key) || /^(app|project)_id$/.test(key)) {
        return [key, renew(child, name, conversation)];
      }
      return [key, key === 'conversation_id' ? conversation : `${name}-${key}`];
    }),
  );
}
