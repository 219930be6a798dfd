import stringWidth from 'string-width';
import { lineAt } from './lines.js';
import { visible } from './printable.js';
import type { SpecPlace } from './spec-tree.js';

const linesAround = 2;
/** Columns of a terminal, of which a wide character takes two. */
const width = 100;
/** As much of a long line as is looked at to fill half of that, although an emoji may be dozens of units. */
const reach = 1000;

/** The lines around a place, with a caret under it. */
export function codeFrame({ spec, at }: SpecPlace): string[] {
  const numbers = Array.from({ length: 2 * linesAround + 1 }, (_, index) => at.line - linesAround + index);
  const lines = numbers.flatMap((number) => {
    const text = lineAt(spec, number);
    return text === undefined ? [] : [{ number, text }];
  });
  const gutter = String(lines.at(-1)?.number ?? '').length;
  const before = (lineAt(spec, at.line) ?? '').slice(0, at.column - 1);
  // A minified document is one line, so the frame slides sideways too.
  const start = startOfWindow(before);

  return lines.flatMap(({ number, text }) => {
    const isMarked = number === at.line;
    const line = `${isMarked ? '>' : ' '} ${String(number).padStart(gutter)} | ${cut(text, start)}`;
    if (!isMarked) return [line.trimEnd()];
    const indent = ' '.repeat(stringWidth(`${start > 0 ? '…' : ''}${visible(before.slice(start))}`));
    return [line.trimEnd(), `  ${' '.repeat(gutter)} | ${indent}^`];
  });
}

/** Where to begin so that the end of the text stands in the middle of the frame, or at the start where all fits. */
function startOfWindow(before: string): number {
  const near = before.slice(-reach);
  if (near === before && stringWidth(visible(before)) <= width - 20) return 0;
  let start = before.length;
  let taken = 0;
  // The first of those that are near may be half of a character.
  for (const character of charactersOf(near).slice(1).reverse()) {
    taken += stringWidth(visible(character));
    if (taken > width / 2) break;
    start -= character.length;
  }
  return start;
}

function cut(line: string, start: number): string {
  // Another line than the marked one may have half of a character there.
  const rest = line.slice(start, start + reach).replace(/^[\udc00-\udfff]/, '');
  let shown = start > 0 && line !== '' ? '…' : '';
  let end = start;
  for (const character of charactersOf(rest)) {
    const next = shown + visible(character);
    if (stringWidth(next) > width) return `${shown}…`;
    shown = next;
    end += character.length;
  }
  return end < line.length ? `${shown}…` : shown;
}

// It takes long to make, and most documents have nothing wrong with them.
let segmenter: Intl.Segmenter | undefined;

/** What a reader takes for one character: a family of emoji is seven code points. */
function charactersOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter('en');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
