import { sep } from 'node:path';

/** A path as one word of a command line that the user can paste. */
export function shellWord(path: string): string {
  // One that begins with a dash would be taken for a flag.
  const word = /^-./.test(path) ? `./${path}` : path;
  return /^[\w./:-][\w./~:\\-]*$/.test(word) && (sep === '\\' || !word.includes('\\'))
    ? word
    : `'${word.replaceAll("'", `'\\''`)}'`;
}
