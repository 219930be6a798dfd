import { type DocumentErrorCode, UserError } from '../errors.js';
import type { SpecText } from './document.js';
import { fixes } from './fixes.js';
import { printable } from './printable.js';

/**
 * Does what follows a document by recursion or writes it out. How much of it the stack and the longest string hold is
 * known only when they are full; what else has a bound there throws a RangeError as they do.
 */
export async function withinBounds<Result>(
  spec: SpecText,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const isStack = cause.message.includes('call stack');
    const code: DocumentErrorCode = isStack ? 'SPEC_TOO_DEEP' : 'SPEC_TOO_MANY_NODES';
    throw new UserError({
      code,
      message: `${printable(spec.name)} is ${isStack ? 'nested more deeply' : 'larger'} than a receiver can be generated from`,
      help: fixes.fewerReferences,
      cause,
    });
  }
}
