import { visible } from './printable.js';

/** A place in a text, counted from one. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const linesAround = 2;
const width = 100;

/** The lines around a place, with a caret under it. */
export function codeFrame(text: string, position: Position): string[] {
  const lines = text.split('\n');
  const first = Math.max(1, position.line - linesAround);
  const last = Math.min(lines.length, position.line + linesAround);
  const gutter = String(last).length;
  // A minified document is one line, so the frame slides sideways too.
  const start = Math.max(0, position.column - 1 - width / 2);

  const frame: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const line = (lines[number - 1] ?? '').replace(/\r$/, '');
    const shown = visible(line.slice(start, start + width));
    const mark = number === position.line ? '>' : ' ';
    frame.push(`${mark} ${String(number).padStart(gutter)} | ${shown}`.trimEnd());
    if (number === position.line) {
      const before = visible(line.slice(start, position.column - 1));
      frame.push(`  ${' '.repeat(gutter)} | ${' '.repeat(before.length)}^`);
    }
  }
  return frame;
}
