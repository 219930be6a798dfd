import { networkReason } from '../spec/system-code.js';

/** A request to a receiver. */
export interface PostRequest {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array<ArrayBuffer>;
}

export interface PostOptions {
  readonly timeoutMs: number;
  /** Ends a request under way. */
  readonly signal?: AbortSignal;
}

export type Outcome =
  | { readonly kind: 'answered'; readonly status: number }
  /** `reason` is a system's code such as `ECONNREFUSED`, `timeout`, or a sentence when there is neither. */
  | { readonly kind: 'failed'; readonly reason: string };

/** Sends a request. Throws only what `signal` was aborted with. */
export type Post = (request: PostRequest, options: PostOptions) => Promise<Outcome>;

export const post: Post = async ({ url, headers, body }, { timeoutMs, signal }) => {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      // A receiver that redirects has not taken the event.
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    });
    await response.body?.cancel();
    return { kind: 'answered', status: response.status };
  } catch (cause) {
    signal?.throwIfAborted();
    return { kind: 'failed', reason: timeout.aborted ? 'timeout' : networkReason(cause) };
  }
};

/** Whether the receiver took what was sent. */
export function wasTaken(outcome: Outcome): boolean {
  return outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300;
}
