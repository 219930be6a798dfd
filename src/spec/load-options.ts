import type { Lookup } from './connect.js';

export interface LoadOptions {
  /** Read for a source of kind `stdin`. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** How long a URL may take, from the first connection to the last byte. */
  readonly timeoutMs?: number;
  /** How much a document may be, with all that it refers to. */
  readonly maxBytes?: number;
  /** The hosts a document may refer to, such as `schemas.example.com` or `localhost:8080`. */
  readonly allowRef?: readonly string[];
  /** The hosts that may have an address in a private network. */
  readonly allowPrivate?: readonly string[];
  /** Sent to the server of the document's own URL, and to no other. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Finds the addresses of a host; the system's own way unless a test brings another. */
  readonly lookup?: Lookup;
}
