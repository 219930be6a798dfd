import type { JsonRecord } from '../spec/json.js';
import { type Callback, callbackBody, timestamp } from './callback.js';
import { channelIdentity, type Identity, identityKey } from './channels.js';
import type { Clock } from './clock.js';
import type { ContactBook } from './contact-book.js';
import type { Message, MessageLog } from './message-log.js';
import type { NewId } from './new-id.js';
import type { ProcessingMode, SandboxSettings } from './settings.js';

/** A person on a channel, towards one app. */
export interface Person {
  readonly appId: string;
  readonly projectId: string;
  readonly identity: Identity;
  /** Kept, once it is given: for the page, and for their contact when that is made. */
  readonly displayName?: string;
}

export interface PeopleParts {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: MessageLog;
  readonly contacts: ContactBook;
  readonly emit: (callback: Callback) => void;
  readonly readSettings: () => SandboxSettings;
  /** Told when somebody is introduced, opts out, or in again. */
  readonly onPerson: (person: Person) => void;
}

/** Who somebody is to an app: with ids in CONVERSATION mode, without them in DISPATCH mode. */
export interface Place {
  readonly mode: ProcessingMode;
  readonly contactId: string;
  readonly conversationId: string;
}

/** What an app last sent along for a person, which comes back with what they write. */
export interface Remembered {
  readonly metadata: string;
  readonly correlationId: string;
}

/** The people at the other end: what they do reaches the app as callbacks. */
export type People = ReturnType<typeof createPeople>;

export function createPeople(parts: PeopleParts) {
  const { clock, newId, log, contacts, emit, readSettings, onPerson } = parts;
  const optedOut = new Set<string>();
  const remembered = new Map<string, Remembered>();
  const names = new Map<string, string>();

  function nameOf(appId: string, identity: Identity): string | undefined {
    return names.get(identityKey(appId, identity));
  }

  function rememberName({ appId, identity, displayName = '' }: Person): void {
    if (displayName !== '') names.set(identityKey(appId, identity), displayName);
  }

  function placeOf(person: Person): Place {
    const { appId, projectId, identity } = person;
    rememberName(person);
    if (readSettings().mode === 'DISPATCH') return { mode: 'DISPATCH', contactId: '', conversationId: '' };
    const own = { ...identity, appId: channelIdentity(identity, appId).app_id };
    const contact = contacts.contactOf(projectId, [own], nameOf(appId, identity));
    const conversation = contacts.conversationOf(appId, contact);
    conversation.activeChannel = identity.channel;
    conversation.lastReceivedAt = clock.now();
    return { mode: 'CONVERSATION', contactId: contact.id, conversationId: conversation.id };
  }

  function tell(person: Person, trigger: string, key: string, payload: JsonRecord): void {
    const { appId, projectId, identity } = person;
    const { metadata, correlationId } = remembered.get(identityKey(appId, identity)) ?? nothing;
    const now = clock.now();
    const times = { acceptedAt: now, happenedAt: now };
    emit({
      trigger,
      appId,
      projectId,
      subjectId: typeof payload['id'] === 'string' ? payload['id'] : '',
      body: callbackBody(
        { appId, projectId, ...times, messageMetadata: metadata, correlationId },
        key,
        payload,
      ),
    });
  }

  function consent(person: Person, direction: 'in' | 'out'): void {
    const { appId, identity } = person;
    const { mode, contactId } = placeOf(person);
    if (direction === 'out') optedOut.add(identityKey(appId, identity));
    else optedOut.delete(identityKey(appId, identity));
    onPerson(person);
    tell(person, direction === 'out' ? 'OPT_OUT' : 'OPT_IN', `opt_${direction}_notification`, {
      request_id: newId('request'),
      contact_id: contactId,
      ...identity,
      status: direction === 'out' ? 'OPT_OUT_SUCCEEDED' : 'OPT_IN_SUCCEEDED',
      processing_mode: mode,
    });
  }

  return {
    /** Makes somebody known here, of whom the app is told nothing yet. */
    introduce(person: Person): void {
      rememberName(person);
      onPerson(person);
    },

    /** Sends a message to the app, such as `{ text_message: { text: 'Hello' } }`, and returns it. */
    write(person: Person, content: JsonRecord): Message {
      const { appId, projectId, identity } = person;
      const place = placeOf(person);
      const now = clock.now();
      const message: Message = {
        ...place,
        id: newId('message'),
        appId,
        projectId,
        direction: 'TO_APP',
        content: { ...content, reply_to: content['reply_to'] ?? null },
        acceptedAt: now,
        metadata: '',
        identities: [identity],
        states: [{ status: 'RECEIVED', identity, at: now }],
      };
      log.add(message);
      tell(person, 'MESSAGE_INBOUND', 'message', {
        id: message.id,
        direction: 'TO_APP',
        contact_message: message.content,
        channel_identity: channelIdentity(identity, appId),
        conversation_id: place.conversationId,
        contact_id: place.contactId,
        metadata: '',
        accept_time: timestamp(now),
        sender_id: '',
        processing_mode: place.mode,
        injected: false,
      });
      return message;
    },

    /** Does what is no message, such as `{ contact_event: { composing_event: {} } }`. */
    act(person: Person, event: JsonRecord): void {
      const { mode, contactId, conversationId } = placeOf(person);
      tell(person, 'EVENT_INBOUND', 'event', {
        id: newId('event'),
        direction: 'TO_APP',
        ...event,
        channel_identity: channelIdentity(person.identity, person.appId),
        contact_id: contactId,
        conversation_id: conversationId,
        accept_time: timestamp(clock.now()),
        processing_mode: mode,
      });
    },

    optOut: (person: Person) => consent(person, 'out'),
    optIn: (person: Person) => consent(person, 'in'),
    nameOf,
    isOptedOut: (appId: string, identity: Identity) => optedOut.has(identityKey(appId, identity)),
    remember(appId: string, identity: Identity, what: Remembered): void {
      const key = identityKey(appId, identity);
      const before = remembered.get(key) ?? nothing;
      remembered.set(key, {
        metadata: what.metadata === '' ? before.metadata : what.metadata,
        correlationId: what.correlationId === '' ? before.correlationId : what.correlationId,
      });
    },
  };
}

const nothing: Remembered = { metadata: '', correlationId: '' };
