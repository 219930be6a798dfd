/**
 * Whether a text may refer to another file: a quick look, for which nothing is parsed, that would rather be wrong than
 * miss one. A quoted `#` begins a reference within the text; without quotes it begins a comment.
 */
export function mayReferOutside(text: string): boolean {
  return /\$ref(?!["']?\s*:\s*["']#)/.test(text) || hiddenKey.test(text);
}

// Any of the four characters, written as an escape.
const hiddenKey = /\\(?:x|u00|U000000)(?:24|72|65|66)/;
