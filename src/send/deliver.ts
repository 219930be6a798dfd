import { signedHeaders } from '../runtime/signature.js';
import { networkReason } from '../spec/system-code.js';
import { ulid } from './ulid.js';

/** One event on its way: the exact bytes, and where they go. */
export interface OutgoingEvent {
  /** What the event is called in a report: a trigger, or the file the body comes from. */
  readonly name: string;
  readonly url: string;
  readonly body: Uint8Array;
}

/** An event that was sent once, and what became of it. */
export interface DeliveryAttempt {
  readonly name: string;
  readonly url: string;
  readonly nonce: string;
  readonly outcome: Outcome;
  readonly milliseconds: number;
}

export type Outcome =
  | { readonly kind: 'answered'; readonly status: number }
  /** `reason` is a system's code such as `ECONNREFUSED`, `timeout`, or a sentence when there is neither. */
  | { readonly kind: 'failed'; readonly reason: string };

export interface Sender {
  readonly secret: string;
  readonly timeoutMs: number;
  /** Ends an attempt under way. */
  readonly signal?: AbortSignal;
}

/** Signs a body as Sinch does and posts it. */
export async function deliver({ name, url, body }: OutgoingEvent, sender: Sender): Promise<DeliveryAttempt> {
  const nonce = ulid();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = {
    'content-type': 'application/json',
    ...signedHeaders(sender.secret, { body, nonce, timestamp }),
  };
  const startedAt = performance.now();
  const outcome = await post({ url, headers, body }, sender);
  return { name, url, nonce, outcome, milliseconds: performance.now() - startedAt };
}

export function isAccepted({ outcome }: DeliveryAttempt): boolean {
  return outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300;
}

interface Post {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

async function post({ url, headers, body }: Post, { timeoutMs, signal }: Sender): Promise<Outcome> {
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
}
