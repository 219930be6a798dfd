import type { JsonRecord } from '../spec/json.js';
import { timestamp } from './callback.js';
import { channelIdentity, type Identity } from './channels.js';
import type { ProcessingMode } from './settings.js';

/** A message of either direction, and what has become of it. */
export interface Message {
  readonly id: string;
  readonly appId: string;
  readonly projectId: string;
  readonly direction: 'TO_CONTACT' | 'TO_APP';
  readonly content: JsonRecord;
  readonly acceptedAt: number;
  readonly contactId: string;
  readonly conversationId: string;
  readonly mode: ProcessingMode;
  readonly metadata: string;
  /** The channels it goes to or came from, in turn. */
  readonly identities: readonly Identity[];
  readonly states: MessageState[];
}

/** A step of a message on a channel; `status` is that of a delivery report, or SUBMITTED or RECEIVED. */
export interface MessageState {
  readonly status: string;
  readonly identity: Identity;
  readonly at: number;
  readonly reason?: string;
}

// What is older is forgotten: a sandbox may run for days.
const longestLog = 20_000;

/** The messages of a sandbox, the latest of them. */
export interface MessageLog {
  add(message: Message): void;
  get(id: string): Message | undefined;
  all(): readonly Message[];
  /** Notes what has become of one. */
  note(message: Message, state: MessageState): void;
}

export function createMessageLog({ onChange }: MessageLogParts): MessageLog {
  const messages = new Map<string, Message>();
  return {
    add(message) {
      messages.set(message.id, message);
      if (messages.size > longestLog) {
        for (const id of messages.keys()) {
          messages.delete(id);
          break;
        }
      }
      onChange(message, true);
    },
    get: (id) => messages.get(id),
    all: () => [...messages.values()],
    note(message, state) {
      message.states.push(state);
      onChange(message, false);
    },
  };
}

export interface MessageLogParts {
  readonly onChange: (message: Message, isNew: boolean) => void;
}

/** A message as `messages:get` answers with it. */
export function messageJson(message: Message): JsonRecord {
  const { id, appId, direction, content, acceptedAt, contactId, conversationId, mode, metadata } = message;
  const identity = message.states.at(-1)?.identity ?? message.identities[0];
  return {
    id,
    direction,
    [direction === 'TO_APP' ? 'contact_message' : 'app_message']: content,
    accept_time: timestamp(acceptedAt),
    contact_id: contactId,
    conversation_id: conversationId,
    metadata,
    injected: false,
    sender_id: '',
    processing_mode: mode,
    ...(identity !== undefined && { channel_identity: channelIdentity(identity, appId) }),
  };
}
