import { type ErrorCode, UserError } from '../errors.js';
import { codeFrame, type Position } from './code-frame.js';
import type { SpecText } from './document.js';
import { printable } from './printable.js';

/** A failure at a place in the document: the place opens the message, the lines around it follow. */
export function specError(init: {
  spec: SpecText;
  at: Position;
  code: ErrorCode;
  message: string;
  help: string;
  findings?: readonly string[];
  cause?: unknown;
}): UserError {
  const { spec, at, code, message, help, findings = [], cause } = init;
  return new UserError({
    code,
    message: `${printable(spec.name)}:${at.line}:${at.column} ${message}`,
    help,
    details: [...findings, ...codeFrame(spec.text, at)],
    cause,
  });
}
