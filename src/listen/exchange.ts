import type { Problem } from '../runtime/problems.js';
import type { UnknownReason } from '../runtime/recognition.js';
import type { HeaderList } from './headers.js';
import type { SignatureReport } from './signature-report.js';

/** A request that came, what it is, and what became of it. */
export interface Exchange {
  /** From 1, in the order in which they came. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly source: Source;
  readonly method: string;
  /** Path and query, as they were asked for. */
  readonly path: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
  /** Whether the body is all there, or only its beginning. */
  readonly isWhole: boolean;
  readonly trigger?: string;
  readonly unknown?: UnknownReason;
  readonly channel?: string;
  readonly signature: SignatureReport;
  readonly problems: readonly Problem[];
  readonly repeats?: Repetition;
  readonly answer: Answer;
}

/** Who sent it: the sender of the webhook, or somebody at the page, who sent another again. */
export type Source =
  { readonly kind: 'sender' } | { readonly kind: 'replay' | 'edited'; readonly of: number };

/** An earlier one that a receiver would take for the same, and by what. */
export interface Repetition {
  readonly number: number;
  readonly by: 'nonce' | 'body' | 'event';
}

export type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: HeaderList;
      /** The beginning of what was answered. */
      readonly body: Uint8Array;
      readonly isWhole: boolean;
      readonly milliseconds: number;
    }
  /** `status` is what the sender was answered in the place of the receiver. */
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly status: number;
      readonly milliseconds: number;
    };
