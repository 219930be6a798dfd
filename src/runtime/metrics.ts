import type { WebhookResponse } from './http.js';
import type { UnknownReason } from './recognition.js';
import type { SignatureFailure } from './signature.js';

/** What became of an attempt to handle an event. */
export const handledOutcomes = ['completed', 'failed', 'dead'] as const;

export type HandledOutcome = (typeof handledOutcomes)[number];

/** What a receiver counts. No label has anything of a body in it but the name of an event of the document. */
export interface Metrics {
  /** A correctly signed callback; `trigger` is `unknown` where no handler takes it. */
  received(trigger: string): void;
  acknowledged(status: number, seconds: number): void;
  duplicate(trigger: string): void;
  quarantined(reason: UnknownReason): void;
  signatureRefused(reason: SignatureFailure): void;
  handled(trigger: string, outcome: HandledOutcome, seconds: number): void;
  /** What `/metrics` answers; `undefined` where nothing is counted. */
  readonly render: (() => Promise<WebhookResponse>) | undefined;
}

/** Counts nothing. */
export const noMetrics: Metrics = {
  received() {},
  acknowledged() {},
  duplicate() {},
  quarantined() {},
  signatureRefused() {},
  handled() {},
  render: undefined,
};
