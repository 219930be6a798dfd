import { type ErrorCode, UserError } from '../errors.js';
import { codeFrame } from './code-frame.js';
import { printable } from './printable.js';
import type { SpecPlace } from './spec-tree.js';

/** A failure at a place in the document: the place opens the message, the lines around it follow. */
export function specError(init: {
  place: SpecPlace;
  code: ErrorCode;
  message: string;
  help: string;
  findings?: readonly string[];
  cause?: unknown;
}): UserError {
  const { code, message, help, findings = [], cause } = init;
  const { spec, at } = init.place;
  return new UserError({
    code,
    message: `${printable(spec.name)}:${at.line}:${at.column} ${message}`,
    help,
    details: [...findings, ...codeFrame(spec.text, at)],
    cause,
  });
}
