const longestQuote = 200;

/**
 * Text from a document, made fit for a message. A document is not trusted to move the cursor, colour the
 * terminal or reverse the reading direction, nor to fill the screen.
 */
export function printable(text: string): string {
  return text.length > longestQuote ? `${visible(text.slice(0, longestQuote))}…` : visible(text);
}

/** Text of any length with control characters as escapes, line breaks among them, and a space for each tab. */
export function visible(text: string): string {
  return text.replaceAll('\t', ' ').replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
