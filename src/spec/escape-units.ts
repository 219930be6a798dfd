/** A text as escapes that JSON and JavaScript read alike. Beyond U+FFFF a character is two units, and each has its own. */
export function escapeUnits(text: string): string {
  return text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
