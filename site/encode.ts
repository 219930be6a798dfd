/**
 * The only ways by which text from a document or from the program reaches a generated page. Each turns any string whatever
 * into Markdown that shows it: no tag, no link, no expression of Vue. `.vitepress/config.ts` takes the rest away: it turns
 * HTML off and has Vue read nothing in a page.
 */

import { visible, visibleJson } from '../src/spec/printable.js';

/** Text in a paragraph or in a cell of a table, on one line. */
export function prose(text: string): string {
  return visible(text.replace(/\s+/g, ' ').trim()).replace(
    // What begins a line may begin a list. A `_` in a word begins nothing, and is better found as it is.
    /^[^\p{Letter}"']|(?!(?<=[A-Za-z])_(?=[A-Za-z]))[^\p{Letter}\p{Mark}\p{Number} ,;:.?'"()/-]/gu,
    (character) => `&#${character.codePointAt(0)};`,
  );
}

/** The same in code, which nothing ends. */
export function code(text: string): string {
  // VitePress reads `<!--@include` wherever it stands, before anything is known to be code.
  const shown = visible(text.replace(/\s+/g, ' ')).replaceAll('<!--', '<! --').replaceAll('|', '\\|');
  const marks = '`'.repeat(longestRun(shown) + 1);
  // Code may neither begin nor end with a backtick, and one that is empty is none.
  const pad = /^`|`$|^ .* $|^$/.test(shown) ? ' ' : '';
  return `${marks}${pad}${shown}${pad}${marks}`;
}

/** A block of code that is our own. */
export function block(language: string, text: string): string {
  const marks = '`'.repeat(Math.max(2, longestRun(text)) + 1);
  return `${marks}${language}\n${text.replace(/\n+$/, '')}\n${marks}`;
}

/** A block with a value in it. */
export function jsonBlock(value: unknown): string {
  return block('json', visibleJson(JSON.stringify(value, null, 2)).replaceAll('<!--', '\\u003c!--'));
}

/** A table of cells that are Markdown already. */
export function table(header: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
