import { createSecretKey } from 'node:crypto';
import { sign, signatureAlgorithm, signatureHeaders } from '../../src/runtime/signature.js';
import { basePath } from './build-receiver.js';
import { secret } from './receiver-process.js';

export interface RequestOptions {
  readonly path?: string;
  readonly nonce?: string;
  /** Unix seconds. */
  readonly signedAt?: number;
}

const key = createSecretKey(secret, 'utf8');
const nonceStart = Date.now().toString(36);
let nonces = 0;

export function newNonce(): string {
  nonces += 1;
  return `n-${nonceStart}-${nonces}`;
}

/** The bytes of a request as Sinch sends it. */
export function signedRequest(body: Uint8Array, options: RequestOptions = {}): Buffer {
  return rawRequest(body, { path: options.path ?? basePath, headers: headersOf(body, options) });
}

/** The headers of such a request, but for those of HTTP. */
export function headersOf(body: Uint8Array, options: RequestOptions = {}): [name: string, value: string][] {
  const { nonce = newNonce(), signedAt = Math.floor(Date.now() / 1000) } = options;
  const timestamp = String(signedAt);
  return [
    [signatureHeaders.signature, sign(key, { body, nonce, timestamp })],
    [signatureHeaders.nonce, nonce],
    [signatureHeaders.timestamp, timestamp],
    [signatureHeaders.algorithm, signatureAlgorithm],
  ];
}

/** The bytes of any request with a JSON body. */
export function rawRequest(
  body: Uint8Array,
  { path, headers }: { readonly path: string; readonly headers: readonly (readonly [string, string])[] },
): Buffer {
  const length: [string, string] = ['content-length', String(body.byteLength)];
  return Buffer.concat([requestHead({ path, headers: [...headers, length] }), body]);
}

export function requestHead({
  path = basePath,
  headers,
}: {
  readonly path?: string;
  readonly headers: readonly (readonly [string, string])[];
}): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n${lines}\r\n`,
    'latin1',
  );
}
