import { describe, expect, it } from 'vitest';
import { printable } from '../../src/spec/printable.js';

describe('printable', () => {
  it.each([
    ['an escape sequence', '\u001b[31mred', '\\u001b[31mred'],
    ['a C1 control', 'a\u009bb', 'a\\u009bb'],
    ['a reversed reading direction', 'a\u202eb', 'a\\u202eb'],
    ['a line break', 'a\nb', 'a\\u000ab'],
  ])('makes %s visible', (_what, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('leaves other writing systems alone', () => {
    expect(printable('Grüße, 世界, مرحبا 🎉')).toBe('Grüße, 世界, مرحبا 🎉');
  });

  it('shortens what would fill the screen', () => {
    expect(printable('x'.repeat(1000))).toBe(`${'x'.repeat(200)}…`);
  });
});
