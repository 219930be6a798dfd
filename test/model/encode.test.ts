import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { docComment, propertyKey, quote } from '../../src/model/encode.js';

// What has broken out of literals and comments in other generators, in any mixture with any other text.
const marks = ['*/', '/*', '/**', '//', '*', '/', '"', "'", '`', '\\', '${x}', '{{x}}', '</script>', '<!--'];
const invisible = ['\n', '\r', '\r\n', '\t', ' ', '\u0000', '\u0085', '\u2028', '\u202e', '\u2066', '\u061c'];
const orders = ['@ts-nocheck', '@ts-ignore', '@license', '/// <reference path="x"/>', 'eslint-disable'];
const pragmas = [
  '#__PURE__',
  '@__NO_SIDE_EFFECTS__',
  '@vitest-environment ./x',
  '@flow',
  '//# sourceMappingURL=x',
];
const hidden = [
  '\ufeff',
  '\ud800',
  '*\u202e/',
  '@\u0000ts-ignore',
  '__proto__',
  '\u200b',
  '\u{e0041}',
  '\u{e0101}',
];
const hostile = fc.constantFrom(...marks, ...invisible, ...orders, ...pragmas, ...hidden);
const anyText = fc
  .array(fc.oneof(hostile, fc.string({ unit: 'binary' })), { maxLength: 12 })
  .map((parts) => parts.join(''));

describe('quote', () => {
  it('is a literal that means the text, whatever the text', () => {
    fc.assert(fc.property(anyText, (text) => evaluate(quote(text)) === text));
  });

  it('leaves nothing in code that an editor or a browser reads in a way of its own', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(quote(text)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]|[\u{e0100}-\u{e01ef}]|<\/|<!--/u);
        expect(quote(text)).not.toMatch(/\/[/*]\s*[#@]\s*source(mapping)?url/i);
      }),
    );
  });

  it('keeps text readable that needs no escape', () => {
    expect(quote('naïve ${x} {{y}} */')).toBe('"naïve ${x} {{y}} */"');
  });
});

describe('propertyKey', () => {
  it('is the key of exactly the property it names', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const object = evaluate(`({ ${propertyKey(name)}() {} })`);
        expect(Object.keys(Object(object))).toEqual([name]);
      }),
    );
  });

  it.each([
    ['app_id', 'app_id'],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__'],
    ['a"b', '"a\\"b"'],
    ['', '""'],
    ['1', '"1"'],
    ['naïve', '"naïve"'],
  ])('writes %j as %s', (name, key) => {
    expect(propertyKey(name)).toBe(key);
  });
});

describe('docComment', () => {
  it('is one comment, after which the code is still code, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const code = `${docComment(text)}export const after = 1;`;
        expect(withoutFirstComment(code)).toBe('export const after = 1;');
      }),
    );
  });

  it('gives no order to a compiler, linter, debugger or editor', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const comment = docComment(text);
        expect(comment).not.toMatch(/@ts-|@license|<reference|source(mapping)?url|(eslint|prettier)-/i);
        expect(comment).not.toMatch(/[@#]__|@vitest|@flow|<\/script|<!--/i);
        expect(comment).not.toMatch(
          /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]|[\u{e0100}-\u{e01ef}]/u,
        );
      }),
    );
  });

  it('keeps what joins letters and emoji', () => {
    expect(docComment('می\u200cخواهم 👩\u200d🚀')).toBe('/** می\u200cخواهم 👩\u200d🚀 */\n');
  });

  it('is nothing where there is no text', () => {
    expect([docComment(undefined), docComment(''), docComment(' \n\u0000 ')]).toEqual(['', '', '']);
  });

  it('stands on one line where it fits, and wraps where it does not', () => {
    expect(docComment('A message.')).toBe('/** A message. */\n');
    expect(docComment(`${'word '.repeat(25)}`)).toBe(
      `/**\n * ${'word '.repeat(20).trim()}\n * ${'word '.repeat(5).trim()}\n */\n`,
    );
  });

  it('keeps paragraphs apart', () => {
    expect(docComment('First.\nStill first.\n\nSecond.')).toBe(
      '/**\n * First. Still first.\n *\n * Second.\n */\n',
    );
  });
});

function evaluate(expression: string): unknown {
  return new Function(`return ${expression}`)();
}

// As a compiler does: a comment that begins the code ends at the first end of comment.
function withoutFirstComment(code: string): string {
  if (!code.startsWith('/**')) return code;
  return code.slice(code.indexOf('*/', 3) + 2).trimStart();
}
