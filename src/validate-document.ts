import { modelOf } from './model/read-model.js';
import { findRemarks } from './model/remarks.js';
import { generatedEvent } from './project/generated-event.js';
import type { GeneratedEvent } from './project/manifest.js';
import type { SpecSource, SpecText } from './spec/document.js';
import { type Finding, findingsOf } from './spec/finding.js';
import { loadSpec } from './spec/load.js';
import type { LoadOptions } from './spec/load-options.js';
import { readSpec } from './spec/parse.js';
import type { AsyncapiVersion } from './spec/version.js';

/** The verdict on a document. */
export interface Validation {
  /** No finding is an error: a receiver can be generated. */
  readonly isValid: boolean;
  /** Errors, or of a valid document what else there is to say, informational findings included. */
  readonly findings: readonly Finding[];
  readonly asyncapi: AsyncapiVersion | undefined;
  /** The events a receiver would have; none where the document is not valid. */
  readonly events: readonly GeneratedEvent[];
}

/**
 * Says all there is to say of a document. Throws a `UserError` only where there is none to judge: `SPEC_NOT_FOUND`
 * and `SPEC_UNREACHABLE`.
 */
export async function validateDocument(source: SpecSource, options: LoadOptions = {}): Promise<Validation> {
  try {
    return await judge(await loadSpec(source, options));
  } catch (error) {
    const findings = findingsOf(error);
    const isMissing = findings?.some(
      ({ code, place }) => place === undefined && (code === 'SPEC_NOT_FOUND' || code === 'SPEC_UNREACHABLE'),
    );
    if (findings === undefined || isMissing) throw error;
    return { isValid: false, findings, asyncapi: undefined, events: [] };
  }
}

async function judge(spec: SpecText): Promise<Validation> {
  const { document, tree, asyncapi, advice } = await readSpec(spec, { thorough: true });
  const models = await modelOf(spec, document);
  const events = models.model.events.map(generatedEvent);
  const findings = [...findRemarks({ ...models, document, tree }), ...advice];
  return { isValid: true, findings, asyncapi, events };
}
