import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export const signatureHeaders = {
  signature: 'x-sinch-webhook-signature',
  nonce: 'x-sinch-webhook-signature-nonce',
  timestamp: 'x-sinch-webhook-signature-timestamp',
  algorithm: 'x-sinch-webhook-signature-algorithm',
} as const;

export const signatureAlgorithm = 'HmacSHA256';

/** What a signature covers: the exact bytes of the body, the nonce, and Unix seconds as they are written. */
export interface SignedParts {
  readonly body: Uint8Array;
  readonly nonce: string;
  readonly timestamp: string;
}

/** Why a signature is refused. */
export const signatureFailures = [
  'missing-header',
  'wrong-algorithm',
  'malformed-nonce',
  'malformed-timestamp',
  'malformed-signature',
  'too-old',
  'from-the-future',
  'wrong-signature',
] as const;

export type SignatureFailure = (typeof signatureFailures)[number];

export type Verdict =
  | { readonly ok: true; readonly nonce: string; readonly timestamp: number }
  | { readonly ok: false; readonly reason: SignatureFailure };

export type Verifier = (headers: IncomingHttpHeaders, body: Uint8Array, nowSeconds: number) => Verdict;

/** How far the clock of a sender may be ahead of ours. */
export const futureToleranceSeconds = 300;

// The signed text joins body, nonce and timestamp with dots, so a nonce with a dot in it could move that border.
const nonceForm = /^[A-Za-z0-9_-]{1,128}$/;
const timestampForm = /^[0-9]{1,12}$/;
const signatureForm = /^[A-Za-z0-9+/]{43}=$/;

/** Padded base64 of HMAC-SHA256 over `body.nonce.timestamp`, keyed with the secret's UTF-8 bytes. */
export function sign(secret: string | KeyObject, { body, nonce, timestamp }: SignedParts): string {
  return createHmac('sha256', secret).update(body).update(`.${nonce}.${timestamp}`).digest('base64');
}

/** The four headers Sinch sends with a body. */
export function signedHeaders(secret: string, parts: SignedParts): Record<string, string> {
  return {
    [signatureHeaders.signature]: sign(secret, parts),
    [signatureHeaders.nonce]: parts.nonce,
    [signatureHeaders.timestamp]: parts.timestamp,
    [signatureHeaders.algorithm]: signatureAlgorithm,
  };
}

/**
 * A verifier for any of several secrets, so that one can be rotated while both are in use.
 * `maxAgeSeconds` is long on purpose: a retry may carry the nonce and timestamp of its first attempt.
 * Throws a `RangeError` without a secret, or with an empty one: that would accept what anybody signs.
 */
export function createVerifier(options: { secrets: readonly string[]; maxAgeSeconds: number }): Verifier {
  const { secrets, maxAgeSeconds } = options;
  if (secrets.length === 0 || secrets.some((secret) => secret.trim() === '')) {
    throw new RangeError('A verifier needs at least one secret, and none of them empty.');
  }
  const keys = secrets.map((secret) => createSecretKey(secret, 'utf8'));

  return (headers, body, nowSeconds) => {
    const signature = headers[signatureHeaders.signature];
    const nonce = headers[signatureHeaders.nonce];
    const timestamp = headers[signatureHeaders.timestamp];
    const algorithm = headers[signatureHeaders.algorithm];
    if (!isText(signature) || !isText(nonce) || !isText(timestamp) || !isText(algorithm)) {
      return { ok: false, reason: 'missing-header' };
    }
    // A header sent twice arrives joined with a comma, which none of these forms lets through.
    if (algorithm !== signatureAlgorithm) return { ok: false, reason: 'wrong-algorithm' };
    if (!nonceForm.test(nonce)) return { ok: false, reason: 'malformed-nonce' };
    if (!timestampForm.test(timestamp)) return { ok: false, reason: 'malformed-timestamp' };
    if (!signatureForm.test(signature)) return { ok: false, reason: 'malformed-signature' };

    if (!isSignedByAny(keys, { body, nonce, timestamp }, signature)) {
      return { ok: false, reason: 'wrong-signature' };
    }
    const signedAt = Number(timestamp);
    if (signedAt > nowSeconds + futureToleranceSeconds) return { ok: false, reason: 'from-the-future' };
    if (signedAt < nowSeconds - maxAgeSeconds) return { ok: false, reason: 'too-old' };
    return { ok: true, nonce, timestamp: signedAt };
  };
}

function isText(value: string | string[] | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

// Base64 text is compared, not what it decodes to: several texts decode to the same bytes.
function isSignedByAny(keys: readonly KeyObject[], parts: SignedParts, signature: string): boolean {
  const given = Buffer.from(signature, 'latin1');
  let matches = 0;
  for (const key of keys) {
    if (timingSafeEqual(Buffer.from(sign(key, parts), 'latin1'), given)) matches += 1;
  }
  return matches > 0;
}
