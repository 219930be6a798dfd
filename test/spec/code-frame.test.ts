import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../src/spec/code-frame.js';
import { specText } from './spec-text.js';

const frameOf = (text: string, line: number, column: number) =>
  codeFrame({ spec: specText(text), at: { line, column } });

/** What stands above the caret in the frame of a text of one line, by the columns of a terminal. */
function marked(text: string, target: string): string {
  const [line = '', caret = ''] = frameOf(text, 1, text.indexOf(target) + 1);
  const before = stringWidth(caret) - 1;
  const characters = Array.from(new Intl.Segmenter('en').segment(line), ({ segment }) => segment);
  let column = 0;
  return characters.find((character) => (column += stringWidth(character)) > before) ?? '';
}

describe('codeFrame', () => {
  it('shows two lines around the place and a caret under it', () => {
    expect(frameOf('one\ntwo\nthree\nfour\nfive\nsix', 3, 2)).toEqual([
      '  1 | one',
      '  2 | two',
      '> 3 | three',
      '    |  ^',
      '  4 | four',
      '  5 | five',
    ]);
  });

  it('aligns the numbers of lines', () => {
    expect(frameOf('\n'.repeat(8) + 'a\nb', 9, 1)).toEqual([
      '   7 |',
      '   8 |',
      '>  9 | a',
      '     | ^',
      '  10 | b',
    ]);
  });

  it('takes CRLF for the end of a line', () => {
    expect(frameOf('one\r\ntwo\r\n', 2, 4)).toEqual(['  1 | one', '> 2 | two', '    |    ^', '  3 |']);
  });

  it('marks the end of a text that ends too early', () => {
    expect(frameOf('a: [', 1, 5)).toEqual(['> 1 | a: [', '    |     ^']);
  });

  it.each([
    ['tabs', '\t\ta:\t!'],
    ['characters of two columns', '名前: 値 !'],
    ['an emoji outside the basic plane', 'a: 🎉🎉 !'],
    ['a family, which is one emoji of many code points', 'a: 👨‍👩‍👧‍👦 !'],
    ['a flag and a skin tone', 'a: 🇸🇪 👍🏽 !'],
    ['a letter with a combining accent', 'e\u0301e\u0301: !'],
    ['control characters, which are written out', 'a\u001b[31m\u0007!'],
    ['a reversed reading direction', 'a\u202e\u2066b!'],
    ['what cannot be seen', 'a\u200b\u{e0041}\u00adb!'],
    ['half of a surrogate pair', 'a\ud83c!'],
  ])('keeps the caret in place behind %s', (_what, text) => {
    expect(marked(text, '!')).toBe('!');
    const frame = frameOf(text, 1, 1).join('\n');
    expect(frame).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b\u{e0041}\u00ad]/u);
  });

  it.each([
    ['letters', 'x'.repeat(5000), 'y'.repeat(5000)],
    ['characters of two columns', '値'.repeat(5000), '名'.repeat(5000)],
    ['families', '👨‍👩‍👧‍👦'.repeat(1000), '👨‍👩‍👧‍👦'.repeat(1000)],
    ['escapes', '\u001b'.repeat(1000), '\u001b'.repeat(1000)],
  ])('shows a window of one long line of %s, and says that there is more', (_what, before, after) => {
    const text = `${before}!${after}`;
    const [line = ''] = frameOf(text, 1, before.length + 1);
    expect(stringWidth(line)).toBeLessThan(120);
    expect(line).toMatch(/^> 1 \| ….*!.*…$/u);
    expect(marked(text, '!')).toBe('!');
  });

  it('shows the same window of the lines around a long one', () => {
    const long = `${' '.repeat(300)}key: value`;
    const frame = frameOf(['short', long, long].join('\n'), 2, 301);
    expect(frame[0]).toBe('  1 | …');
    expect(frame[3]?.slice(4)).toBe(frame[1]?.slice(4));
  });
});
