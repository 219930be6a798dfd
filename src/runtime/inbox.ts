import type { Inspect } from './inspection.js';
import type { Logger } from './log.js';
import type { Metrics } from './metrics.js';
import type { Problem } from './problems.js';
import type { Recognition } from './recognition.js';

/** A correctly signed callback, on its way to a handler. */
export interface Delivery {
  /** The nonce of the signature: the same for a retry, so it ties the lines of a log together. */
  readonly id: string;
  readonly receivedAt: Date;
  /** Any of these seen before makes the delivery a duplicate. */
  readonly identities: readonly string[];
  /** The path it came to, without a slash at its end. */
  readonly path: string;
  readonly body: Uint8Array;
  readonly recognition: Recognition;
  readonly problems: readonly Problem[];
}

/** One run of a handler. */
export interface Attempt {
  /** From 1. */
  readonly number: number;
  /** The id of the event, where the inbox gives it one. */
  readonly event?: string;
  /** Ends the run before its deadline. */
  readonly stop?: AbortSignal;
}

/**
 * Hands a delivery to its handler; rejects when the handler does, or has not ended at its deadline. A delivery that
 * no handler takes goes to `onUnknown`, whose failures end in the log.
 */
export type Handle = (delivery: Delivery, attempt: Attempt) => Promise<void>;

/** What stands between the answer and the handlers. */
export interface Inbox {
  /** The largest body it can keep, where that is less than a receiver takes. */
  readonly maxBodyBytes?: number;
  /** Opens what deliveries are kept in; rejects when that cannot be used. */
  start(): Promise<void>;
  /** Resolves once the delivery may be acknowledged; rejects when it has to come again. */
  accept(delivery: Delivery): Promise<'accepted' | 'duplicate'>;
  /** Begins no handler any more, ends those that still run after some milliseconds, and closes. */
  stop(graceMilliseconds: number): Promise<void>;
}

/** What a receiver gives its inbox. */
export interface InboxParts {
  readonly handle: Handle;
  readonly inspect: Inspect;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export type CreateInbox = (parts: InboxParts) => Inbox;
