import { UserError } from '../errors.js';

/** The text that bytes are in UTF-8. */
export function decode(name: string, bytes: Uint8Array): string {
  try {
    // The decoder also takes away a byte order mark.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError({
      code: 'SPEC_SYNTAX',
      message: `${name} is not UTF-8 text`,
      help: 'Save the document with the encoding UTF-8.',
      cause,
    });
  }
}
