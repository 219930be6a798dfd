import type { DocumentErrorCode } from '../errors.js';
import { codeFrame } from './code-frame.js';
import { createFinding, type Finding, SpecError } from './finding.js';
import { printable } from './printable.js';
import type { SpecPlace } from './spec-tree.js';

/** A failure at a place in the document. */
export function specError(init: {
  place: SpecPlace;
  code: DocumentErrorCode;
  message: string;
  help: string;
  cause?: unknown;
}): SpecError {
  return failWith(init.code, [createFinding(init)], init.cause);
}

/** The rules a document breaks, as one failure. */
export function invalidError(findings: readonly [Finding, ...Finding[]]): SpecError {
  return failWith('SPEC_INVALID', findings);
}

/** References that lead nowhere, as one failure. */
export function referenceError(findings: readonly [Finding, ...Finding[]]): SpecError {
  return failWith('SPEC_REFERENCE', findings);
}

/** For who reads only the message, it begins with the first place; the lines around that stand in the details. */
function failWith(
  code: DocumentErrorCode,
  findings: readonly [Finding, ...Finding[]],
  cause?: unknown,
): SpecError {
  const [{ message, help, place }, ...others] = findings;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return new SpecError({
    code,
    message: `${place === undefined ? '' : `${placeText(place)} `}${message}${more}`,
    help,
    details: place === undefined ? [] : codeFrame(place),
    findings,
    cause,
  });
}

/** A place as compilers write it, which editors and terminals make a link of. */
export function placeText({ spec, at }: SpecPlace): string {
  return `${printable(spec.name)}:${at.line}:${at.column}`;
}
