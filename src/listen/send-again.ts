import { signatureHeaders, signedHeaders } from '../runtime/signature.js';
import { ulid } from '../send/ulid.js';
import type { Exchange } from './exchange.js';
import type { HeaderList } from './headers.js';
import type { IncomingCall } from './listener.js';

/** The same request again: its bytes and its headers, signed anew where there is a secret for it. */
export function replayOf(exchange: Exchange, secret: string | undefined): IncomingCall {
  const { method, path, headers, body, number } = exchange;
  const bytes = Uint8Array.from(body);
  return {
    method,
    path,
    headers: secret === undefined ? headers : resigned(headers, bytes, secret),
    body: bytes,
    source: { kind: 'replay', of: number },
  };
}

/** The same request with another body, signed anew where there is a secret for it. */
export function editedFrom(exchange: Exchange, text: string, secret: string | undefined): IncomingCall {
  const { method, path, headers, number } = exchange;
  const body = Uint8Array.from(Buffer.from(text));
  return {
    method,
    path,
    headers: secret === undefined ? headers : resigned(headers, body, secret),
    body,
    source: { kind: 'edited', of: number },
  };
}

/** Headers with a signature of now and a nonce of their own in place of what there was. */
export function resigned(headers: HeaderList, body: Uint8Array, secret: string): HeaderList {
  const names = new Set<string>(Object.values(signatureHeaders));
  const timestamp = String(Math.floor(Date.now() / 1000));
  const fresh = signedHeaders(secret, { body, nonce: ulid(), timestamp });
  return [...headers.filter(([name]) => !names.has(name.toLowerCase())), ...Object.entries(fresh)];
}
