// What cannot be seen, or turns the direction of what stands beside it. Joiners and variation selectors are part of how
// a script or an emoji is written.
const unseen =
  /(?!\p{Join_Control}|\p{Variation_Selector})[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

/**
 * A text as JSON has it, with nothing in it that cannot be seen.
 * @param {string} text
 */
export function jsonText(text) {
  return visible(JSON.stringify(text));
}

/**
 * A text with what cannot be seen as escapes, but for its line breaks and tabs.
 * @param {string} text
 */
export function visible(text) {
  return text.replace(unseen, (character) => {
    if (character === '\n' || character === '\t') return character;
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
