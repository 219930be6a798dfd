import { escapeUnits } from './escape-units.js';

const longestQuote = 200;

/**
 * Text from a document, made fit for a message. A document is not trusted to move the cursor, colour the
 * terminal or reverse the reading direction, nor to fill the screen.
 */
export function printable(text: string): string {
  return text.length > longestQuote ? `${visible(text.slice(0, longestQuote))}…` : visible(text);
}

/** Text of any length with what cannot be seen as escapes, line breaks among them, and a space for each tab. */
export function visible(text: string): string {
  return text.replaceAll('\t', ' ').replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : escapeUnits(character);
  });
}

/** JSON that says the same and has nothing in it that cannot be seen, but for its own line breaks. */
export function visibleJson(json: string): string {
  return json
    .split('\n')
    .map((line) => line.replace(unseen, escapeUnits))
    .join('\n');
}

// Joiners and variation selectors are part of how a script or an emoji is written.
const unseen =
  /(?!\p{Join_Control}|\p{Variation_Selector})[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;
