import type { Outcome } from '../send/post.js';
import { isRecord } from '../spec/json.js';
import { textOfContent } from './content-text.js';
import { identityKey, type Identity } from './channels.js';
import type { EndpointReport } from './endpoint.js';
import type { Message } from './message-log.js';
import type { Sandbox } from './sandbox.js';
import type { Faults, ProcessingMode, SandboxSettings } from './settings.js';
import type { Webhook } from './webhook-registry.js';

// What the page shows. It has no secret in it.

// Every step of a message is told with the message, and 300 messages go out at once.
const longestText = 2_000;

export interface MessageView {
  readonly id: string;
  readonly appId: string;
  readonly direction: Message['direction'];
  /** Of a long one, the beginning. */
  readonly text: string;
  readonly isCut: boolean;
  /** Such as `text_message`. */
  readonly kind: string;
  readonly identities: readonly Identity[];
  readonly states: Message['states'];
}

export interface PhoneView {
  /** Of the person within the app. */
  readonly key: string;
  readonly appId: string;
  readonly identity: Identity;
  readonly displayName?: string;
  readonly isOptedOut: boolean;
}

export interface WebhookView {
  readonly id: string;
  readonly appId: string;
  readonly target: string;
  readonly triggers: readonly string[];
  readonly isSigned: boolean;
  /** Absent before its first callback. */
  readonly report?: EndpointReport;
}

export interface AttemptView {
  readonly trigger: string;
  readonly subjectId: string;
  readonly webhookId: string;
  readonly url: string;
  readonly attempt: number;
  readonly isCopy: boolean;
  readonly outcome: Outcome;
  readonly isTaken: boolean;
  readonly next: string;
  readonly at: number;
  readonly milliseconds: number;
}

export interface SandboxView {
  readonly seed: string;
  readonly mode: ProcessingMode;
  /** The apps that were named so far; the first is the one for those who name none. */
  readonly apps: readonly string[];
  readonly triggers: readonly string[];
  /** Those that are played; others are played as SMS is. */
  readonly knownChannels: readonly string[];
  readonly faults: Faults;
  readonly channels: SandboxSettings['channels'];
  readonly ratePerSecond: number;
  readonly webhooks: readonly WebhookView[];
  readonly phones: readonly PhoneView[];
  /** Oldest first. */
  readonly messages: readonly MessageView[];
  readonly attempts: readonly AttemptView[];
}

export function messageView({ id, appId, direction, content, identities, states }: Message): MessageView {
  const whole = textOfContent(content);
  const kind = Object.keys(content).find((name) => isRecord(content[name])) ?? '';
  const text = whole.length <= longestText ? whole : `${whole.slice(0, longestText - 1)}…`;
  return { id, appId, direction, text, isCut: text !== whole, kind, identities, states };
}

export function phoneView(appId: string, identity: Identity, { people }: Sandbox): PhoneView {
  const { channel, identity: name } = identity;
  const displayName = people.nameOf(appId, identity);
  return {
    key: identityKey(appId, identity),
    appId,
    identity: { channel, identity: name },
    ...(displayName !== undefined && { displayName }),
    isOptedOut: people.isOptedOut(appId, identity),
  };
}

export function webhookView(webhook: Webhook, { courier }: Sandbox): WebhookView {
  const { id, appId, target, triggers, secret } = webhook;
  const report = courier.report(id);
  return { id, appId, target, triggers, isSigned: secret !== '', ...(report !== undefined && { report }) };
}
