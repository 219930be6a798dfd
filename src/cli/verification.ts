import type { RegisteredWebhook } from '../account/conversation-client.js';
import { signatureJson } from '../listen/signature-json.js';
import type { Arrival } from '../verify/arrival.js';
import type { SeenArrival, Verification } from '../verify/await-event.js';
import type { WaitingPlace } from '../verify/listening-place.js';
import { clockTime } from './clock-time.js';
import { count } from './count.js';
import { missingTriggers } from './missing-triggers.js';
import type { Conclusion, ConclusionParts } from './verification-conclusion.js';

/** The webhook that is looked at, and what of the receiver's events it does not ask for. */
export function describeWebhook(webhook: RegisteredWebhook, triggers: readonly string[]): string[] {
  const missing = missingTriggers(webhook, triggers);
  return [
    `The webhook ${webhook.id} is for ${count(webhook.triggers.length, 'event')}: ${webhook.target}`,
    ...(missing.length === 0
      ? []
      : [`It does not ask for ${missing.join(', ')}, which the receiver handles: see "register update".`]),
  ];
}

/** Where what comes is looked at, what becomes of it, and how to make something come. */
export function describePlace(
  { port, forwardTo, isReceiver }: WaitingPlace,
  { host, webhook, timeoutMs }: { host: string; webhook: RegisteredWebhook; timeoutMs: number },
): string[] {
  return [
    isReceiver
      ? `The receiver runs at ${host}:${port}: looking at what it counts.`
      : forwardTo === undefined
        ? `Listening at ${host}:${port} in place of the receiver. All is answered 503, so Sinch sends it again.`
        : `Listening at ${host}:${port}. What comes is handed on to ${forwardTo}, whose answer Sinch gets.`,
    `Now ${deedFor(webhook)}. Waiting for ${timeoutMs / 1000} s.`,
    '',
  ];
}

// The first that the webhook asks for: what comes from outside before what one has to write a request for.
const deeds: readonly (readonly [trigger: string, deed: (appId: string) => string])[] = [
  ['MESSAGE_INBOUND', (appId) => `write a message to the app ${appId}, as on your phone`],
  ['MESSAGE_DELIVERY', (appId) => `send a message from the app ${appId}`],
  ['MESSAGE_SUBMIT', (appId) => `send a message from the app ${appId}`],
  ['CONTACT_CREATE', () => 'create a contact'],
];

function deedFor({ appId, triggers }: RegisteredWebhook): string {
  const [, deed] = deeds.find(([trigger]) => triggers.includes(trigger)) ?? [];
  return deed?.(appId) ?? `cause one of ${triggers.join(', ')}`;
}

/** What is said of a request: itself, its signature, and where its body is not as the document says. */
export function describeArrival({ at, arrival, receiver, status, repeats }: SeenArrival): string {
  const answer =
    receiver === undefined
      ? `answered ${status}`
      : receiver.kind === 'answered'
        ? `the receiver answered ${status}`
        : `the receiver: ${receiver.reason}, so answered ${status}`;
  return [
    `${clockTime(at)}  ${nameOf(arrival)}${repeats === 0 ? '' : ', come again'}: ${answer}`,
    `  signature  ${arrival.signature.text}`,
    ...arrival.problems.map(
      ({ path, expected, found }) => `  problem    ${path}: ${expected} expected, ${found} found`,
    ),
  ].join('\n');
}

function nameOf({ kind, trigger = 'no known event' }: Arrival): string {
  switch (kind) {
    case 'event':
    case 'refused':
      return trigger;
    case 'other-app':
      return `${trigger} of another app`;
    case 'probe':
      return 'a probe of sinch-webhooks, no event';
    case 'stranger':
      return 'a request that is no event of Sinch';
  }
}

/** The same for a program. No secret is in it. */
export function buildVerificationJson(
  { result, counted, arrivals }: Verification,
  { webhook, triggers, conclusion }: Omit<ConclusionParts, 'secretFile'> & { conclusion: Conclusion },
) {
  const { id, target } = webhook;
  return {
    result,
    message: conclusion.message,
    fix: conclusion.fix,
    webhook: { id, target, triggers: webhook.triggers, missing: missingTriggers(webhook, triggers) },
    counted: counted ?? null,
    arrivals: arrivals.map(({ at, path, arrival, receiver, status, repeats }) => ({
      at: at.toISOString(),
      path,
      ...arrivalJson(arrival),
      receiver:
        receiver === undefined
          ? null
          : receiver.kind === 'answered'
            ? { kind: 'answered', status: receiver.status }
            : receiver,
      answered: status,
      repeats,
    })),
  };
}

function arrivalJson({ kind, trigger, bytes, signature, ageSeconds, problems }: Arrival) {
  return {
    kind,
    trigger: trigger ?? null,
    bytes,
    signature: signatureJson(signature),
    ageSeconds: ageSeconds ?? null,
    problems,
  };
}
