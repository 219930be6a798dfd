import type { RegisteredWebhook } from '../account/conversation-client.js';
import { exitCodes } from '../errors.js';
import type { SignatureFailure } from '../runtime/signature.js';
import type { SeenArrival, Verification } from '../verify/await-event.js';
import { count } from './count.js';
import { missingTriggers } from './missing-triggers.js';

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
  const { result, decisive, counted } = verification;
  const what = nameOfEvent(decisive?.arrival.trigger ?? counted?.trigger);
  switch (result) {
    case 'verified':
      return {
        exitCode: exitCodes.done.code,
        message: `${what} arrived, signed by Sinch.`,
        fix: afterwards(verification, parts),
      };
    case 'not-taken':
      return { exitCode: exitCodes.account.code, ...notTaken(what, decisive, parts) };
    case 'refused': {
      const { reason = counted?.reason ?? 'wrong-signature', text } = decisive?.arrival.signature ?? {};
      return {
        exitCode: exitCodes.no.code,
        message: `${what} arrived, and the receiver refuses it. ${text ?? `It counts it as ${reason}.`}`,
        fix: [fixes[reason]],
      };
    }
    case 'nothing':
      return {
        exitCode: exitCodes.no.code,
        message: 'No event of the app arrived.',
        fix: whyNone(verification, parts),
      };
    case 'interrupted':
      return {
        exitCode: exitCodes.interrupted.code,
        message: 'Interrupted before an event of the app arrived.',
        fix: [],
      };
  }
}

function nameOfEvent(trigger = 'unknown'): string {
  return ['unknown', 'other'].includes(trigger) ? 'An event' : trigger;
}

function afterwards({ decisive, counted }: Verification, { triggers }: ConclusionParts): string[] {
  const trigger = decisive?.arrival.trigger ?? counted?.trigger;
  return [
    ...(trigger !== undefined && triggers.includes(trigger)
      ? []
      : ['The receiver has no handler for it, and puts it into quarantine.']),
    ...(decisive !== undefined && decisive.receiver === undefined
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

function whyNone(verification: Verification, { webhook, triggers }: ConclusionParts): string[] {
  const { triggers: wanted, target } = webhook;
  const missing = missingTriggers(webhook, triggers);
  return [
    ...whatCame(verification, target),
    `The webhook asks for ${wanted.length <= 4 ? wanted.join(', ') : count(wanted.length, 'event')}: did one of them happen?`,
    ...(missing.length === 0 ? [] : [`It does not ask for ${missing.join(', ')}: see "register update".`]),
  ];
}

function whatCame({ arrivals, counted }: Verification, target: string): string[] {
  if (counted?.reason !== undefined) {
    return [`The receiver refused requests meanwhile, as ${counted.reason}. ${fixes[counted.reason]}`];
  }
  return arrivals.length === 0
    ? [
        `No request at all came: see that ${new URL(target).origin} leads to this port, by a tunnel or a proxy.`,
        'A pause of Sinch after many failures looks the same: wait some minutes, then try again.',
      ]
    : [`${count(arrivals.length, 'request')} came, so the way is open; none was an event of the app.`];
}
