import type { RegisteredWebhook } from '../account/conversation-client.js';
import { exitCodes } from '../errors.js';
import type { SignatureFailure } from '../runtime/signature.js';
import type { Arrival } from '../verify/arrival.js';
import type { SeenArrival, Verification } from '../verify/await-event.js';
import type { ListeningPlace } from '../verify/listening-place.js';
import { count } from './count.js';

/** The webhook that is looked at, and what of the receiver's events it does not ask for. */
export function describeWebhook(webhook: RegisteredWebhook, triggers: readonly string[]): string[] {
  const missing = missingOf(webhook, triggers);
  return [
    `The webhook ${webhook.id} is for ${count(webhook.triggers.length, 'event')}: ${webhook.target}`,
    ...(missing.length === 0
      ? []
      : [`It does not ask for ${missing.join(', ')}, which the receiver handles: see "register update".`]),
  ];
}

function missingOf(webhook: RegisteredWebhook, triggers: readonly string[]): string[] {
  return triggers.filter((trigger) => !webhook.triggers.includes(trigger));
}

/** Where what comes is looked at, what becomes of it, and how to make something come. */
export function describePlace(
  { port, forwardTo }: ListeningPlace,
  { host, webhook, timeoutMs }: { host: string; webhook: RegisteredWebhook; timeoutMs: number },
): string[] {
  return [
    forwardTo === undefined
      ? `Listening at ${host}:${port} in place of the receiver. All is answered 503, so Sinch sends it again.`
      : `Listening at ${host}:${port}. What comes is handed on to ${forwardTo}, whose answer Sinch gets.`,
    `Now ${deedFor(webhook.triggers)}. Waiting for ${timeoutMs / 1000} s.`,
    '',
  ];
}

// The first that the webhook asks for: what comes from outside before what one has to write a request for.
const deeds: readonly (readonly [trigger: string, deed: string])[] = [
  ['MESSAGE_INBOUND', 'write a message to the app, as on your phone'],
  ['MESSAGE_DELIVERY', 'send a message from the app'],
  ['MESSAGE_SUBMIT', 'send a message from the app'],
  ['CONTACT_CREATE', 'create a contact'],
];

function deedFor(triggers: readonly string[]): string {
  const [, deed] = deeds.find(([trigger]) => triggers.includes(trigger)) ?? [];
  return deed ?? `cause one of ${triggers.join(', ')}`;
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
    `${at.toTimeString().slice(0, 8)}  ${nameOf(arrival)}${repeats === 0 ? '' : ', come again'}: ${answer}`,
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

/** What mends a signature that is refused. */
const fixes: Readonly<Record<SignatureFailure, string>> = {
  'missing-header':
    'The webhook has no secret, or something on the way takes the headers away. "register update" gives it one.',
  'wrong-algorithm': 'Something other than Sinch has signed it.',
  'malformed-nonce': 'Something on the way changes the headers.',
  'malformed-timestamp': 'Something on the way changes the headers.',
  'malformed-signature': 'Something on the way changes or doubles the headers.',
  'too-old':
    'Have the clock here set by NTP. If it is right, Sinch has sent this for long: wait for another event.',
  'from-the-future': 'Have the clock here set by NTP.',
  'wrong-signature':
    '"register update" gives the webhook the secret of the receiver. If it has that, a proxy changes the body.',
};

export interface Conclusion {
  readonly exitCode: number;
  readonly message: string;
  readonly fix: readonly string[];
}

export interface ConclusionParts {
  readonly webhook: RegisteredWebhook;
  readonly triggers: readonly string[];
  readonly secretFile: string;
}

/** What it comes to, and what to do about it. */
export function conclude(verification: Verification, parts: ConclusionParts): Conclusion {
  const { result, decisive, arrivals } = verification;
  const what = decisive?.arrival.trigger ?? 'An event';
  switch (result) {
    case 'verified':
      return {
        exitCode: exitCodes.done.code,
        message: `${what} arrived, signed by Sinch.`,
        fix: afterwards(decisive, parts),
      };
    case 'not-taken':
      return { exitCode: exitCodes.account.code, ...notTaken(what, decisive, parts) };
    case 'refused': {
      const { reason = 'wrong-signature', text = '' } = decisive?.arrival.signature ?? {};
      return {
        exitCode: exitCodes.no.code,
        message: `${what} arrived, and a receiver refuses it. ${text}`,
        fix: [fixes[reason]],
      };
    }
    case 'nothing':
      return {
        exitCode: exitCodes.no.code,
        message: 'No event of the app arrived.',
        fix: whyNone(arrivals, parts),
      };
    case 'interrupted':
      return {
        exitCode: exitCodes.interrupted.code,
        message: 'Interrupted before an event of the app arrived.',
        fix: [],
      };
  }
}

function afterwards(decisive: SeenArrival | undefined, { triggers }: ConclusionParts): string[] {
  if (decisive === undefined) return [];
  const { arrival, receiver } = decisive;
  const { trigger } = arrival;
  return [
    ...(trigger !== undefined && triggers.includes(trigger)
      ? []
      : ['The receiver has no handler for it, and puts it into quarantine.']),
    ...(receiver === undefined
      ? ['It was answered 503, so that it is not lost: start the receiver, and Sinch sends it again.']
      : []),
  ];
}

function notTaken(what: string, decisive: SeenArrival | undefined, { secretFile }: ConclusionParts) {
  const receiver = decisive?.receiver;
  const kept = 'Sinch sends the event again.';
  if (receiver?.kind !== 'answered') {
    return {
      message: `${what} arrived, signed by Sinch, but no receiver takes it: ${receiver?.reason ?? 'none is asked'}.`,
      fix: [`Start it, or name it with --forward-to. ${kept}`],
    };
  }
  const fix =
    receiver.status === 401
      ? `It was started with other secrets than ${secretFile} has now: start it again.`
      : receiver.status === 404 || receiver.status === 405
        ? 'It takes events at another path: look at SINCH_WEBHOOK_PATH, or name the address with --forward-to.'
        : 'npx sinch-webhooks doctor looks at what it lacks.';
  return {
    message: `${what} arrived, signed by Sinch, and the receiver answered ${receiver.status}.`,
    fix: [`${fix} ${kept}`],
  };
}

function whyNone(arrivals: readonly SeenArrival[], { webhook, triggers }: ConclusionParts): string[] {
  const { triggers: wanted, target } = webhook;
  const came =
    arrivals.length === 0
      ? [
          `No request at all came: see that ${new URL(target).origin} leads to this port, by a tunnel or a proxy.`,
          'A pause of Sinch after many failures looks the same: wait some minutes, then try again.',
        ]
      : [`${count(arrivals.length, 'request')} came, so the way is open; none was an event of the app.`];
  const missing = missingOf(webhook, triggers);
  return [
    ...came,
    `The webhook asks for ${wanted.length <= 4 ? wanted.join(', ') : count(wanted.length, 'event')}: did one of them happen?`,
    ...(missing.length === 0 ? [] : [`It does not ask for ${missing.join(', ')}: see "register update".`]),
  ];
}

/** The same for a program. No secret is in it. */
export function buildVerificationJson(
  { result, arrivals }: Verification,
  { webhook, triggers, conclusion }: Omit<ConclusionParts, 'secretFile'> & { conclusion: Conclusion },
) {
  const { id, target } = webhook;
  return {
    result,
    message: conclusion.message,
    fix: conclusion.fix,
    webhook: { id, target, triggers: webhook.triggers, missing: missingOf(webhook, triggers) },
    arrivals: arrivals.map(({ at, path, arrival, receiver, status, repeats }) => ({
      at: at.toISOString(),
      path,
      ...arrival,
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
