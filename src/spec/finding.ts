import { UserError } from '../errors.js';
import { findingCodes, type FindingCode, type Severity } from './finding-codes.js';
import type { SpecPlace } from './spec-tree.js';

/** Something to say of a document, as data: how it is shown is up to who shows it. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** What is wrong, in a sentence that stands alone. */
  readonly message: string;
  /** One sentence that names the fix. */
  readonly help: string;
  /** Where; absent where the document as a whole is meant. */
  readonly place: SpecPlace | undefined;
}

export function createFinding(init: Omit<Finding, 'severity'>): Finding {
  const { code, message, help, place } = init;
  return { code, severity: findingCodes[code].severity, message, help, place };
}

/** A document that cannot be used, for what was found in it. */
export class SpecError extends UserError {
  readonly findings: readonly Finding[];

  constructor(init: ConstructorParameters<typeof UserError>[0] & { findings: readonly Finding[] }) {
    super(init);
    this.findings = init.findings;
  }
}

/** What a failure says of a document; `undefined` for one that is about something else. */
export function findingsOf(error: unknown): readonly Finding[] | undefined {
  if (error instanceof SpecError) return error.findings;
  if (!(error instanceof UserError) || !isFindingCode(error.code)) return undefined;
  const { code, message, help } = error;
  return [createFinding({ code, message, help, place: undefined })];
}

function isFindingCode(code: string): code is FindingCode {
  return Object.hasOwn(findingCodes, code);
}
