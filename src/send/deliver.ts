import { signedHeaders } from '../runtime/signature.js';
import { type Outcome, post, type PostOptions, wasTaken } from './post.js';
import { ulid } from './ulid.js';

/** One event on its way: the exact bytes, and where they go. */
export interface OutgoingEvent {
  /** What the event is called in a report: a trigger, or the file the body comes from. */
  readonly name: string;
  readonly url: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** An event that was sent once, and what became of it. */
export interface DeliveryAttempt {
  readonly name: string;
  readonly url: string;
  readonly nonce: string;
  readonly outcome: Outcome;
  readonly milliseconds: number;
}

export interface Sender extends PostOptions {
  readonly secret: string;
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
  return wasTaken(outcome);
}
