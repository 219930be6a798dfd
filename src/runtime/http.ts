import type { IncomingHttpHeaders } from 'node:http';

/** Where a supervisor asks whether the process is well. */
export const healthPath = '/healthz';

/** A request as every adapter hands it over. Header names are in lower case, the path has no query. */
export interface WebhookRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /**
   * Reads the body: its exact bytes, or `undefined` when it is larger than the limit in bytes.
   * Rejects with a `SenderGoneError` when it stops midway.
   */
  readonly readBody: (limit: number) => Promise<Uint8Array | undefined> | Uint8Array | undefined;
}

/** The sender closed the connection before all of its body had come. */
export class SenderGoneError extends Error {
  override readonly name = 'SenderGoneError';
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

/** A body was larger than `limit`. Some of it may be unread, so the connection cannot be used again. */
export function answerTooLarge(limit: number): WebhookResponse {
  return answer(413, `a body may have ${limit} bytes at most`, { connection: 'close' });
}
