import {
  createVerifier,
  futureToleranceSeconds,
  signatureAlgorithm,
  signatureHeaders,
  type SignatureFailure,
} from '../runtime/signature.js';
import { describeDuration } from './describe-duration.js';
import { findChange } from './find-change.js';
import { headerRecord, type HeaderList } from './headers.js';

/** What can be said of a signature. */
export interface SignatureReport {
  readonly verdict: 'right' | 'wrong' | 'unchecked';
  /** Why a receiver would refuse it. */
  readonly reason?: SignatureFailure;
  /** Why, in a sentence. */
  readonly text: string;
  /** The place of the secret that it was made with, from 1; the secret itself is nowhere. */
  readonly secret?: number;
  readonly nonce?: string;
}

/** As long as receivers take what was signed, unless they are told otherwise: a day. */
const maxAgeSeconds = 86_400;

export type ReportSignature = (
  headers: HeaderList,
  body: Uint8Array,
  now: number,
  isWhole: boolean,
) => SignatureReport;

/** Says of a request whether its signature is right, and why. `secrets` are all that the receiver knows. */
export function createSignatureReporter(secrets: readonly string[]): ReportSignature {
  const verifiers = secrets.map((secret) => createVerifier({ secrets: [secret], maxAgeSeconds }));

  return (list, body, now, isWhole) => {
    const headers = headerRecord(list);
    const nonce = headers[signatureHeaders.nonce];
    const known = nonce === undefined ? {} : { nonce };
    if (!isWhole) {
      return { verdict: 'unchecked', text: 'Not checked: the body is too large to be kept.', ...known };
    }
    if (verifiers.length === 0) {
      return { verdict: 'unchecked', text: 'Not checked, no secret given.', ...known };
    }
    const verdicts = verifiers.map((verify) => verify(headers, body, now / 1000));
    const right = verdicts.findIndex(({ ok }) => ok);
    const timestamp = Number(headers[signatureHeaders.timestamp]);
    const age = Math.round(now / 1000 - timestamp);
    if (right >= 0) {
      return {
        verdict: 'right',
        text: `Right: ${signatureAlgorithm}, made with ${nameOf(right, secrets.length)}, ${ageText(age)}.`,
        secret: right + 1,
        ...known,
      };
    }
    // What is too old for one secret says more than that it is wrong for another.
    const reasons = verdicts.flatMap((verdict) => (verdict.ok ? [] : [verdict.reason]));
    const reason = reasons.find((one) => one !== 'wrong-signature') ?? 'wrong-signature';
    const text = describe(reason, { headers, body, age, secrets });
    return { verdict: 'wrong', reason, text, ...known };
  };
}

function nameOf(index: number, count: number): string {
  return count === 1 ? 'the secret' : `secret ${index + 1} of ${count}`;
}

function ageText(age: number): string {
  if (Math.abs(age) < 1) return 'just now';
  return age < 0 ? `${describeDuration(-age)} ahead of this clock` : `${describeDuration(age)} ago`;
}

interface Refused {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly age: number;
  readonly secrets: readonly string[];
}

function describe(reason: SignatureFailure, { headers, body, age, secrets }: Refused): string {
  const value = (part: keyof typeof signatureHeaders): string =>
    JSON.stringify((headers[signatureHeaders[part]] ?? '').slice(0, 100));
  switch (reason) {
    case 'missing-header': {
      const missing = Object.values(signatureHeaders).filter((name) => !headers[name]);
      return missing.length === Object.keys(signatureHeaders).length
        ? 'Not signed: none of the four headers is there.'
        : `${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} missing.`;
    }
    case 'wrong-algorithm':
      return `The algorithm is ${value('algorithm')}; only ${signatureAlgorithm} is taken.`;
    case 'malformed-nonce':
      return `The nonce is ${value('nonce')}: it may have letters, digits, - and _ alone, and stands once.`;
    case 'malformed-timestamp':
      return `The timestamp is ${value('timestamp')}: it has to be Unix seconds, in one header.`;
    case 'malformed-signature':
      return `The signature is ${value('signature')}: it has to be 44 characters of base64, in one header.`;
    case 'too-old':
      return `Signed ${describeDuration(age)} ago, which is ${describeDuration(age - maxAgeSeconds)} more than the ${describeDuration(maxAgeSeconds)} that are taken.`;
    case 'from-the-future':
      return `Signed ${describeDuration(-age)} ahead of this clock; ${describeDuration(futureToleranceSeconds)} are taken.`;
    case 'wrong-signature':
      return describeWrong(headers, body, secrets);
  }
}

function describeWrong(
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  secrets: readonly string[],
): string {
  const change = findChange(headers, body, secrets);
  if (change !== undefined)
    return `The signature is right for this body ${change}: it was changed on its way.`;
  return secrets.length === 1
    ? 'The signature was made with another secret, or over another body, nonce or timestamp.'
    : `The signature was made with none of the ${secrets.length} secrets, or over another body, nonce or timestamp.`;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
