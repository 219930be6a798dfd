import type { JsonRecord } from '../spec/json.js';
import { badRequest, notFound } from '../web/api-error.js';
import { type Callback, callbackBody, type Envelope, timestamp } from './callback.js';
import { type Identity, identityKey } from './channels.js';
import type { Clock } from './clock.js';
import type { NewId } from './new-id.js';

export interface Contact {
  readonly id: string;
  readonly projectId: string;
  identities: readonly ContactIdentity[];
  channelPriority: readonly string[];
  displayName: string;
  email: string;
  externalId: string;
  metadata: string;
  language: string;
}

/** On some channels a person has another identity for each app. */
export interface ContactIdentity extends Identity {
  readonly appId: string;
}

export interface Conversation {
  readonly id: string;
  readonly projectId: string;
  readonly appId: string;
  readonly contactId: string;
  activeChannel: string;
  isActive: boolean;
  /** Milliseconds; without a message yet it is the first instant of the year 1, on the wire. */
  lastReceivedAt?: number;
}

export type ContactChanges = Partial<Omit<Contact, 'id' | 'projectId'>>;

/** Contacts and conversations, as an app in CONVERSATION mode has them. Whatever changes is told by a callback. */
export type ContactBook = ReturnType<typeof createContactBook>;

export function createContactBook({ clock, newId, emit }: ContactBookParts) {
  const contacts = new Map<string, Contact>();
  const conversations = new Map<string, Conversation>();
  const active = new Map<string, Conversation>();
  const byIdentity = new Map<string, string>();

  function index(contact: Contact): void {
    for (const identity of contact.identities)
      byIdentity.set(identityKey(contact.projectId, identity), contact.id);
  }

  function forget(contact: Contact): void {
    contacts.delete(contact.id);
    for (const identity of contact.identities) {
      const key = identityKey(contact.projectId, identity);
      if (byIdentity.get(key) === contact.id) byIdentity.delete(key);
    }
  }

  // Contacts belong to a project, so what is told of them names no app; it goes to the webhooks of all.
  function tell(trigger: string, key: string, payload: JsonRecord, projectId: string): void {
    const now = clock.now();
    emit({
      trigger,
      appId: '',
      projectId,
      body: callbackBody({ appId: '', projectId, acceptedAt: now }, key, payload),
    });
  }

  function tellOf(trigger: string, key: string, conversation: Conversation): void {
    const { appId, projectId } = conversation;
    // These have no times.
    const envelope: Envelope = { appId, projectId };
    emit({
      trigger,
      appId,
      projectId,
      body: callbackBody(envelope, key, { conversation: conversationJson(conversation) }),
    });
  }

  function getContact(id: string): Contact {
    const contact = contacts.get(id);
    if (contact === undefined) throw notFound('contact', id);
    return contact;
  }

  function getConversation(id: string): Conversation {
    const conversation = conversations.get(id);
    if (conversation === undefined) throw notFound('conversation', id);
    return conversation;
  }

  function end(conversation: Conversation): void {
    conversation.isActive = false;
    active.delete(activeKey(conversation.appId, conversation.contactId));
  }

  function createContact(projectId: string, changes: ContactChanges): Contact {
    const contact: Contact = {
      id: newId('contact'),
      projectId,
      identities: [],
      channelPriority: [],
      displayName: 'Unknown',
      email: '',
      externalId: '',
      metadata: '',
      language: 'UNSPECIFIED',
      ...changes,
    };
    contacts.set(contact.id, contact);
    index(contact);
    tell('CONTACT_CREATE', 'contact_create_notification', { contact: contactJson(contact) }, projectId);
    return contact;
  }

  return {
    getContact,
    getConversation,
    createContact,
    contacts: (projectId: string) => [...contacts.values()].filter((one) => one.projectId === projectId),
    conversations: (projectId: string) =>
      [...conversations.values()].filter((one) => one.projectId === projectId),

    /** The contact whom any of the identities belongs to, made if there is none. */
    contactOf(projectId: string, identities: readonly ContactIdentity[], displayName?: string): Contact {
      const id = identities
        .map((identity) => byIdentity.get(identityKey(projectId, identity)))
        .find((known) => known !== undefined);
      if (id !== undefined) return getContact(id);
      return createContact(projectId, {
        identities,
        ...(displayName !== undefined && { displayName }),
      });
    },

    /** The active conversation of an app with a contact, begun if there is none. */
    conversationOf(appId: string, contact: Contact): Conversation {
      const known = active.get(activeKey(appId, contact.id));
      if (known !== undefined) return known;
      const conversation: Conversation = {
        id: newId('conversation'),
        projectId: contact.projectId,
        appId,
        contactId: contact.id,
        activeChannel: 'CHANNEL_UNSPECIFIED',
        isActive: true,
      };
      conversations.set(conversation.id, conversation);
      active.set(activeKey(appId, contact.id), conversation);
      tellOf('CONVERSATION_START', 'conversation_start_notification', conversation);
      return conversation;
    },

    updateContact(id: string, changes: ContactChanges): Contact {
      const contact = getContact(id);
      forget(contact);
      Object.assign(contact, changes);
      contacts.set(id, contact);
      index(contact);
      const payload = { contact: contactJson(contact) };
      tell('CONTACT_UPDATE', 'contact_update_notification', payload, contact.projectId);
      return contact;
    },

    deleteContact(id: string): void {
      const contact = getContact(id);
      forget(contact);
      const payload = { contact: contactJson(contact) };
      tell('CONTACT_DELETE', 'contact_delete_notification', payload, contact.projectId);
    },

    /** Gives the identities of one contact to another, and deletes the first. */
    mergeContact(sourceId: string, destinationId: string): Contact {
      if (sourceId === destinationId) throw badRequest('A contact cannot be merged with itself');
      const source = getContact(sourceId);
      const destination = getContact(destinationId);
      forget(source);
      destination.identities = [...destination.identities, ...source.identities];
      index(destination);
      for (const conversation of active.values()) {
        if (conversation.contactId === sourceId) end(conversation);
      }
      const payload = { preserved_contact: contactJson(destination), deleted_contact: contactJson(source) };
      tell('CONTACT_MERGE', 'contact_merge_notification', payload, destination.projectId);
      return destination;
    },

    stopConversation(id: string): void {
      const conversation = getConversation(id);
      end(conversation);
      tellOf('CONVERSATION_STOP', 'conversation_stop_notification', conversation);
    },

    deleteConversation(id: string): void {
      const conversation = getConversation(id);
      end(conversation);
      conversations.delete(id);
      tellOf('CONVERSATION_DELETE', 'conversation_delete_notification', conversation);
    },
  };
}

export interface ContactBookParts {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly emit: (callback: Callback) => void;
}

function activeKey(appId: string, contactId: string): string {
  return `${appId} ${contactId}`;
}

export function contactJson(contact: Contact): JsonRecord {
  const { id, identities, channelPriority, displayName, email, externalId, metadata, language } = contact;
  return {
    id,
    channel_identities: identities.map(({ channel, identity, appId }) => ({
      channel,
      identity,
      app_id: appId,
    })),
    channel_priority: channelPriority,
    display_name: displayName,
    email,
    external_id: externalId,
    metadata,
    language,
  };
}

export function conversationJson(conversation: Conversation): JsonRecord {
  const { id, appId, contactId, activeChannel, isActive, lastReceivedAt } = conversation;
  return {
    id,
    app_id: appId,
    contact_id: contactId,
    last_received: lastReceivedAt === undefined ? '0001-01-01T00:00:00Z' : timestamp(lastReceivedAt),
    active_channel: activeChannel,
    active: isActive,
    metadata: '',
    metadata_json: {},
    correlation_id: '',
  };
}
