import type { IncomingHttpHeaders } from 'node:http';

/** A request as every adapter hands it over. Header names are in lower case, the path has no query. */
export interface WebhookRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Reads the body: its exact bytes, or `undefined` when it is larger than the limit in bytes. */
  readonly readBody: (limit: number) => Promise<Uint8Array | undefined> | Uint8Array | undefined;
}

/** An answer as every adapter sends it. The body is plain text. */
export interface WebhookResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function answer(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): WebhookResponse {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}
