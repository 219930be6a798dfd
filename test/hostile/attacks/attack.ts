import type { ErrorCode } from '../../../src/errors.js';
import type { Part } from '../benign-document.js';

/** A hostile document: the benign one with another text, or other value, in one of its places. */
export interface Attack {
  readonly part: Part;
  readonly text: unknown;
  /** What stands there in the twin. */
  readonly twin?: unknown;
  /** The document is refused with this code, rather than made harmless. */
  readonly refused?: ErrorCode;
}

export interface AttackClass {
  readonly name: string;
  /** What such a document is after. */
  readonly aim: string;
  readonly attacks: readonly Attack[];
}

/** What an attack would have run. */
export const code = 'globalThis.hacked = 1';

/** Each of some texts in each of some places. */
export function inEach(parts: readonly Part[], texts: readonly unknown[]): Attack[] {
  return parts.flatMap((part) => texts.map((text) => ({ part, text })));
}

/** A place in the text of a document at which something stands that JSON cannot write. */
export function raw(text: string): string {
  return `@@raw:${text}@@`;
}

/** The text of a document in which such places are filled in. */
export function withRaw(json: string): string {
  return json.replace(/"@@raw:(.*?)@@"/g, '$1');
}
