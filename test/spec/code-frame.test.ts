import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../src/spec/code-frame.js';

describe('codeFrame', () => {
  it('shows two lines around the place and a caret under it', () => {
    expect(codeFrame('one\ntwo\nthree\nfour\nfive\nsix', { line: 3, column: 2 })).toEqual([
      '  1 | one',
      '  2 | two',
      '> 3 | three',
      '    |  ^',
      '  4 | four',
      '  5 | five',
    ]);
  });

  it('shows a window of a minified document, not all of it', () => {
    const frame = codeFrame(`${'x'.repeat(5000)}!${'y'.repeat(5000)}`, { line: 1, column: 5001 });
    const [line = '', caret = ''] = frame;
    expect(line.length).toBeLessThan(120);
    expect(line[caret.indexOf('^')]).toBe('!');
  });

  it('keeps the caret in place when something before it is escaped', () => {
    const [line = '', caret = ''] = codeFrame('a\u001b!', { line: 1, column: 3 });
    expect(line[caret.indexOf('^')]).toBe('!');
  });
});
