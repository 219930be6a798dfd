import type { WebhookResponse } from './http.js';
import type { SignatureFailure } from './signature.js';

/** What became of a handler's run. */
export type HandledOutcome = 'completed' | 'failed' | 'dead';

/** What a receiver counts. No label has anything of a body in it but the name of an event of the document. */
export interface Metrics {
  /** A correctly signed callback; `trigger` is `unknown` where no handler takes it. */
  received(trigger: string): void;
  acknowledged(status: number, seconds: number): void;
  duplicate(trigger: string): void;
  quarantined(reason: string): void;
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
