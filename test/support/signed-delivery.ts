import { signedHeaders } from '../../src/runtime/signature.js';

export const secret = 'a-secret-for-tests';

export interface SigningOptions {
  readonly secret?: string;
  readonly nonce?: string;
  /** Unix seconds. */
  readonly signedAt?: number;
}

export interface SignedDelivery {
  readonly body: Buffer;
  readonly headers: Record<string, string>;
}

/** A body and its headers as Sinch sends them: with a new nonce, and signed now, unless told otherwise. */
export function signDelivery(body: Uint8Array | string, options: SigningOptions = {}): SignedDelivery {
  const bytes = Buffer.from(body);
  const { nonce = newNonce(), signedAt = unixNow() } = options;
  const parts = { body: bytes, nonce, timestamp: String(signedAt) };
  return {
    body: bytes,
    headers: { 'content-type': 'application/json', ...signedHeaders(options.secret ?? secret, parts) },
  };
}

export function unixNow(): number {
  return Math.floor(Date.now() / 1000);
}

let nonces = 0;

function newNonce(): string {
  nonces += 1;
  return `nonce-${nonces}`;
}
