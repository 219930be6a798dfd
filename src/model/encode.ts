import { escapeUnits } from '../spec/escape-units.js';
import type { Literal } from './schema.js';

/**
 * The only ways by which text from a document reaches generated code, on which `jsonLiteral` is built too. Each turns any
 * string whatever into text that has one meaning in its place.
 */

/**
 * A TypeScript string literal. What cannot be seen is escaped too, and so is what is looked for in all of a file: the
 * end of a script tag by browsers, a source map by debuggers.
 */
export function quote(text: string): string {
  return JSON.stringify(text)
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]|[\u{e0100}-\u{e01ef}]/gu, escapeUnits)
    .replaceAll('</', '<\\/')
    .replaceAll('<!--', '<\\!--')
    .replace(/(?<=\/)[/*](?=\s*[#@]\s*source(mapping)?url)/gi, '\\$&');
}

/** A literal as a value and as a type, where it reads the same. */
export function literalText(literal: Literal): string {
  return typeof literal === 'string' ? quote(literal) : String(literal);
}

/** A property name in an interface: bare where that is the same, quoted elsewhere. */
export function propertyKey(name: string): string {
  return isPlainName(name) ? name : quote(name);
}

/** Whether a name may stand bare in code, whoever chose it. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/** A doc comment that ends in a line break, or nothing where there is no text. */
export function docComment(text: string | undefined): string {
  const lines = wrap(harmless(text ?? ''), 100);
  if (lines.length === 0) return '';
  if (lines.length === 1) return `/** ${lines[0]} */\n`;
  return `/**\n${lines.map((line) => (line === '' ? ' *' : ` * ${line}`)).join('\n')}\n */\n`;
}

// A comment must end where we end it, and must not hold what compilers, linters and debuggers take as an order.
function harmless(text: string): string {
  return withoutControls(text)
    .replaceAll('*/', '* /')
    .replaceAll('/*', '/ *')
    .replace(/@(?=ts-|jsx|vite|jest|flow|swc|(no)?(format|prettier)\b|license|preserve|cc_on)/gi, '@ ')
    .replace(/[@#](?=__[a-z])/gi, '$& ')
    .replace(/(eslint|oxlint|prettier|biome|tslint|istanbul|c8|v8|deno|dprint)(?=-)/gi, '$1 ')
    .replace(/(source)(?=(mapping)?url)/gi, '$1 ')
    .replace(/<(?=\s*(?:\/\s*)?(?:reference|amd|script)|!--)/gi, '< ');
}

// Of what cannot be seen, only what joins the letters of some scripts and the parts of an emoji stays.
function withoutControls(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]|[\u{e0100}-\u{e01ef}]/gu, '');
}

function wrap(text: string, width: number): string[] {
  const paragraphs = text.trim().split(/\n[ ]*\n/);
  return paragraphs
    .map((paragraph) => wrapParagraph(paragraph, width))
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function wrapParagraph(paragraph: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of paragraph.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
