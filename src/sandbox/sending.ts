import type { JsonRecord } from '../spec/json.js';
import { badRequest } from '../web/api-error.js';
import { type Callback, callbackBody, timestamp } from './callback.js';
import { channelIdentity, type Identity } from './channels.js';
import type { Contact, ContactBook } from './contact-book.js';
import { readOptionalText, readText } from '../web/fields.js';
import { type JourneyParts, reasonJson, startJourney } from './journey.js';
import type { Message } from './message-log.js';
import type { NewId } from './new-id.js';
import type { People, Place } from './people.js';
import { type Recipient, readRecipient, readSendRequest, type SendRequest } from './send-request.js';
import { settingsOf } from './settings.js';

export interface SendingParts extends JourneyParts {
  readonly newId: NewId;
  readonly contacts: ContactBook;
  readonly people: People;
  /** Throws unless the app is there. */
  readonly checkApp: (appId: string) => void;
}

/** What apps send: messages, events, and the question what a person's channel can show. */
export function createSending(parts: SendingParts) {
  const { clock, newId, people, checkApp, log } = parts;
  let sent = 0;

  return {
    /** `messages:send`. */
    sendMessage(projectId: string, body: JsonRecord): JsonRecord {
      const request = readSendRequest(body, 'message');
      checkApp(request.appId);
      const { identities, ...place } = resolve(projectId, request, parts);
      const acceptedAt = clock.now();
      const { appId, content, metadata, conversationMetadata = '', correlationId } = request;
      const message: Message = {
        ...place,
        id: newId('message'),
        appId,
        projectId,
        direction: 'TO_CONTACT',
        content,
        acceptedAt,
        metadata,
        identities,
        states: [],
      };
      for (const identity of identities) {
        people.remember(appId, identity, { metadata: conversationMetadata, correlationId });
      }
      log.add(message);
      sent += 1;
      const number = sent;
      // The answer to the request goes first.
      clock.after(0, () => startJourney({ message, request, number }, parts));
      return { message_id: message.id, accepted_time: timestamp(acceptedAt) };
    },

    /** `events:send`. */
    sendEvent(projectId: string, body: JsonRecord): JsonRecord {
      const request = readSendRequest(body, 'event');
      checkApp(request.appId);
      const resolved = resolve(projectId, request, parts);
      const acceptedAt = clock.now();
      const id = newId('event');
      reportEvent({ id, projectId, request, acceptedAt, resolved }, parts);
      return { event_id: id, accepted_time: timestamp(acceptedAt) };
    },

    /** `capability:query`. The answer comes as a callback for each identity. */
    queryCapability(projectId: string, body: JsonRecord): JsonRecord {
      const appId = readText(body, 'app_id');
      checkApp(appId);
      const requestId = readOptionalText(body, 'request_id') || newId('request');
      const recipient = readRecipient(body);
      const contact = contactOf(recipient, parts);
      for (const identity of contact?.identities ?? recipient.identities) {
        clock.after(settingsOf(parts.readSettings(), identity.channel).queuedMs, () =>
          tellCapability({ appId, projectId, requestId, contactId: contact?.id ?? '', identity }, parts),
        );
      }
      return { app_id: appId, recipient: body['recipient'], request_id: requestId };
    },
  };
}

interface Resolved extends Place {
  /** In the order in which they are tried. */
  readonly identities: readonly Identity[];
}

function resolve(projectId: string, request: SendRequest, parts: SendingParts): Resolved {
  const { recipient, appId, channelPriority, isDispatchOnly } = request;
  const mode = isDispatchOnly ? 'DISPATCH' : parts.readSettings().mode;
  if (mode === 'DISPATCH') {
    if (recipient.contactId !== undefined) {
      throw badRequest(
        'recipient.contact_id needs CONVERSATION mode: in DISPATCH mode there are no contacts',
      );
    }
    const identities = inOrder(recipient.identities, channelPriority);
    return { mode, contactId: '', conversationId: '', identities };
  }
  const { contacts } = parts;
  const own = recipient.identities.map((one) => ({ ...one, appId: channelIdentity(one, appId).app_id }));
  const contact = contactOf(recipient, parts) ?? contacts.contactOf(projectId, own);
  const conversation = contacts.conversationOf(appId, contact);
  // Without an order from the request, the channel that was last in use comes first.
  const order =
    channelPriority.length > 0 || recipient.identities.length > 0
      ? channelPriority
      : [conversation.activeChannel, ...contact.channelPriority];
  const known = recipient.identities.length > 0 ? recipient.identities : contact.identities;
  const identities = inOrder(known, order, channelPriority.length === 0);
  return { mode, contactId: contact.id, conversationId: conversation.id, identities };
}

function contactOf({ contactId }: Recipient, { contacts }: SendingParts): Contact | undefined {
  return contactId === undefined ? undefined : contacts.getContact(contactId);
}

/** The identities in the order of channels; those of other channels come last, or not at all. */
function inOrder(
  identities: readonly Identity[],
  order: readonly string[],
  withOthers = order.length === 0,
): Identity[] {
  const ordered = order.flatMap((channel) => identities.filter((one) => one.channel === channel));
  const others = withOthers ? identities.filter(({ channel }) => !order.includes(channel)) : [];
  const all = [...new Set([...ordered, ...others])].map(({ channel, identity }) => ({ channel, identity }));
  if (all.length === 0) throw badRequest('The recipient has an identity on none of the channels');
  return all;
}

interface SentEvent {
  readonly id: string;
  readonly projectId: string;
  readonly request: SendRequest;
  readonly acceptedAt: number;
  readonly resolved: Resolved;
}

function reportEvent(event: SentEvent, parts: SendingParts): void {
  const { id, projectId, request, acceptedAt, resolved } = event;
  const { appId, metadata, callbackUrl } = request;
  const [identity] = resolved.identities;
  if (identity === undefined) return;
  const { queuedMs, deliveredMs } = settingsOf(parts.readSettings(), identity.channel);

  const report = (status: string): void => {
    const envelope = { appId, projectId, acceptedAt, happenedAt: parts.clock.now() };
    const callback: Callback = {
      trigger: 'EVENT_DELIVERY',
      appId,
      projectId,
      subjectId: id,
      ...(callbackUrl !== undefined && { callbackUrl }),
      body: callbackBody({ ...envelope, messageMetadata: metadata }, 'event_delivery_report', {
        event_id: id,
        status,
        channel_identity: channelIdentity(identity, appId),
        contact_id: resolved.contactId,
        metadata,
        processing_mode: resolved.mode,
      }),
    };
    parts.emit(callback);
  };
  parts.clock.after(queuedMs, () => report('QUEUED_ON_CHANNEL'));
  parts.clock.after(queuedMs + deliveredMs, () => report('DELIVERED'));
}

interface CapabilityQuestion {
  readonly appId: string;
  readonly projectId: string;
  readonly requestId: string;
  readonly contactId: string;
  readonly identity: Identity;
}

function tellCapability(question: CapabilityQuestion, parts: SendingParts): void {
  const { appId, projectId, requestId, contactId, identity } = question;
  const { failures, reason } = settingsOf(parts.readSettings(), identity.channel);
  const isReachable = failures < 1;
  const now = parts.clock.now();
  parts.emit({
    trigger: 'CAPABILITY',
    appId,
    projectId,
    body: callbackBody({ appId, projectId, acceptedAt: now, happenedAt: now }, 'capability_notification', {
      request_id: requestId,
      contact_id: contactId,
      channel: identity.channel,
      identity: identity.identity,
      capability_status: isReachable ? 'CAPABILITY_FULL' : 'NO_CAPABILITY',
      ...(!isReachable && { reason: reasonJson(reason, identity) }),
    }),
  });
}
