import type { ErrorCode, errorCodes } from '../errors.js';

type DocumentedCode = (typeof errorCodes)[ErrorCode]['exitCode'] | 0 | 1 | 70 | 130;

/** What the program ends in. A code that `errors.ts` gives and this table does not have does not compile. */
export const exitCodes: Readonly<Record<DocumentedCode, string>> = {
  0: 'done',
  1: 'the answer is no: not accepted, not up to date, or a breaking change',
  2: 'a flag, an argument or the name of an event is wrong',
  3: 'the document cannot be used',
  4: 'the folder cannot be used',
  5: 'the receiver was written, but "npm install" failed',
  6: 'a file that you edited stands in the way, or no run can be undone',
  70: 'a bug of this program; please report it',
  130: 'interrupted',
};
