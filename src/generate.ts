import type { WireDifference } from './model/wire-differences.js';
import type { FileAction } from './project/plan.js';
import type { TargetName } from './render/targets/index.js';
import type { SpecText } from './spec/document.js';

export interface GenerateOptions {
  /** The folder of the receiver; made when it is not there. */
  readonly directory: string;
  readonly target: TargetName;
  readonly spec: SpecText;
  /** The triggers to generate, in any of the forms `MESSAGE_INBOUND` and `message-inbound`; all without it. */
  readonly events?: readonly string[];
  /** Told what is being done, in a few words, as it begins. */
  readonly onStep?: (step: string) => void;
}

export interface GenerateResult {
  readonly directory: string;
  readonly target: TargetName;
  readonly events: readonly { readonly trigger: string; readonly handler: string }[];
  readonly files: readonly { readonly path: string; readonly action: FileAction }[];
  /** Where the document differs from what Sinch sends; empty for the bundled one. */
  readonly differences: readonly WireDifference[];
}
