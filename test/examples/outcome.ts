import { join } from 'node:path';
import { UserError, type ErrorCode } from '../../src/errors.js';
import { generate } from '../../src/generate.js';
import type { TargetName } from '../../src/render/targets/index.js';
import type { SpecText } from '../../src/spec/document.js';

/** What becomes of a document. */
export type Outcome =
  | { readonly kind: 'generated'; readonly events: readonly string[] }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly message: string };

/** Generates a receiver for a target into a folder of the target's name. */
export async function tryDocument(folder: string, target: TargetName, spec: SpecText): Promise<Outcome> {
  try {
    const { events } = await generate({ directory: join(folder, target), target, spec });
    return { kind: 'generated', events: events.map(({ trigger }) => trigger) };
  } catch (error) {
    // Anything else is a bug, and no reason.
    if (!(error instanceof UserError)) throw error;
    return { kind: 'refused', code: error.code, message: error.message };
  }
}
