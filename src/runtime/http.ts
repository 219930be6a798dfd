import type { IncomingHttpHeaders } from 'node:http';

/** Where a supervisor asks whether the process is alive. */
export const healthPath = '/healthz';

/** Where a load balancer asks whether to send requests here. */
export const readyPath = '/readyz';

/** Where a collector reads what was counted. */
export const metricsPath = '/metrics';

/** The paths a receiver has for those who watch over it. */
export const ownPaths: readonly string[] = [healthPath, readyPath, metricsPath];

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

/** The event was not taken, and has to come again. */
export const tryAgain: WebhookResponse = answer(503, 'try again', { 'retry-after': '5' });

/** A body was larger than `limit`. Some of it may be unread, so the connection cannot be used again. */
export function answerTooLarge(limit: number): WebhookResponse {
  return answer(413, `a body may have ${limit} bytes at most`, { connection: 'close' });
}
