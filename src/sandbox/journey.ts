import type { JsonRecord } from '../spec/json.js';
import { type Callback, callbackBody } from './callback.js';
import type { Chance } from './chance.js';
import { channelIdentity, type Identity, traitsOf } from './channels.js';
import type { Clock } from './clock.js';
import type { Message, MessageLog, MessageState } from './message-log.js';
import type { SendRequest } from './send-request.js';
import { type ChannelSettings, type SandboxSettings, settingsOf } from './settings.js';

export interface JourneyParts {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: MessageLog;
  readonly emit: (callback: Callback) => void;
  readonly readSettings: () => SandboxSettings;
  readonly isOptedOut: (appId: string, identity: Identity) => boolean;
  /** Told when a message has arrived at a phone. */
  readonly onDelivered: (message: Message, identity: Identity) => void;
}

/** A message on its way, with the number by which chance knows it. */
export interface Journey {
  readonly message: Message;
  readonly request: SendRequest;
  readonly number: number;
}

interface Report {
  readonly status: string;
  readonly reason?: string;
}

/**
 * Sends a message to its channels in turn, and tells of every step: submitted and queued on a channel, then delivered
 * and read, or failed. A channel that fails hands over to the next; only the last one ends the message.
 */
export function startJourney(journey: Journey, parts: JourneyParts): void {
  tryChannel(journey, 0, parts);
}

function tryChannel(journey: Journey, turn: number, parts: JourneyParts): void {
  const { message, number } = journey;
  const { clock, chance } = parts;
  const identity = message.identities[turn];
  if (identity === undefined) return;
  const settings = settingsOf(parts.readSettings(), identity.channel);
  submit(journey, identity, parts);

  clock.after(settings.queuedMs, () => {
    report(journey, identity, { status: 'QUEUED_ON_CHANNEL' }, parts);
    clock.after(settings.deliveredMs, () => {
      const reason = failureOf(journey, identity, settings, parts);
      if (reason !== undefined) {
        const isLast = turn === message.identities.length - 1;
        report(journey, identity, { status: isLast ? 'FAILED' : 'SWITCHING_CHANNEL', reason }, parts);
        if (!isLast) tryChannel(journey, turn + 1, parts);
        return;
      }
      report(journey, identity, { status: 'DELIVERED' }, parts);
      parts.onDelivered(message, identity);
      const isRead = traitsOf(identity.channel).reportsRead && chance('read', number) < settings.reads;
      if (isRead) {
        clock.after(settings.readMs, () => report(journey, identity, { status: 'READ' }, parts));
      }
    });
  });
}

function failureOf(
  { message, number }: Journey,
  identity: Identity,
  settings: ChannelSettings,
  { chance, isOptedOut, readSettings }: JourneyParts,
): string | undefined {
  if (readSettings().enforcesOptOut && isOptedOut(message.appId, identity)) return 'RECIPIENT_NOT_OPTED_IN';
  return chance('fails', number, identity.channel) < settings.failures ? settings.reason : undefined;
}

function submit({ message, request }: Journey, identity: Identity, parts: JourneyParts): void {
  const now = parts.clock.now();
  const { appId, projectId } = message;
  parts.log.note(message, { status: 'SUBMITTED', identity, at: now });
  parts.emit({
    trigger: 'MESSAGE_SUBMIT',
    appId,
    projectId,
    subjectId: message.id,
    body: callbackBody(envelopeOf(message, request, now), 'message_submit_notification', {
      ...whereIsIt(message, identity),
      submitted_message: { ...message.content, agent: message.content['agent'] ?? null },
      metadata: request.metadata,
      processing_mode: message.mode,
    }),
  });
}

function report({ message, request }: Journey, identity: Identity, what: Report, parts: JourneyParts): void {
  const now = parts.clock.now();
  const { appId, projectId } = message;
  const { status, reason } = what;
  const state: MessageState = { status, identity, at: now, ...(reason !== undefined && { reason }) };
  parts.log.note(message, state);
  parts.emit({
    trigger: 'MESSAGE_DELIVERY',
    appId,
    projectId,
    subjectId: message.id,
    ...(request.callbackUrl !== undefined && { callbackUrl: request.callbackUrl }),
    body: callbackBody(envelopeOf(message, request, now), 'message_delivery_report', {
      ...whereIsIt(message, identity),
      status,
      ...(reason !== undefined && { reason: reasonJson(reason, identity) }),
      metadata: request.metadata,
      processing_mode: message.mode,
    }),
  });
}

function envelopeOf(message: Message, request: SendRequest, now: number) {
  const { appId, projectId, acceptedAt } = message;
  return {
    appId,
    projectId,
    acceptedAt,
    happenedAt: now,
    messageMetadata: request.metadata,
    correlationId: request.correlationId,
  };
}

function whereIsIt(message: Message, identity: Identity): JsonRecord {
  return {
    message_id: message.id,
    conversation_id: message.conversationId,
    channel_identity: channelIdentity(identity, message.appId),
    contact_id: message.contactId,
  };
}

export function reasonJson(code: string, { channel }: Identity): JsonRecord {
  return {
    code,
    description: `The sandbox let ${channel} fail.`,
    sub_code: 'UNSPECIFIED_SUB_CODE',
  };
}
