import type { SpecText } from './document.js';

/** A place in a text, counted from one; the column in UTF-16 units, as editors and SARIF count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function positionAt(spec: SpecText, offset: number): Position {
  const starts = startsOf(spec);
  let [first, last] = [0, starts.length - 1];
  while (first < last) {
    const middle = Math.ceil((first + last) / 2);
    if ((starts[middle] ?? 0) > offset) last = middle - 1;
    else first = middle;
  }
  return { line: first + 1, column: offset - (starts[first] ?? 0) + 1 };
}

/** A line without its end; `undefined` where the text has no such line. */
export function lineAt(spec: SpecText, line: number): string | undefined {
  const starts = startsOf(spec);
  const start = starts[line - 1];
  return start === undefined ? undefined : spec.text.slice(start, starts[line]).replace(/\r?\n$/, '');
}

// Counted once for each text, since a document may have thousands of findings.
const known = new WeakMap<SpecText, readonly number[]>();

function startsOf(spec: SpecText): readonly number[] {
  const starts = known.get(spec) ?? findStarts(spec.text);
  known.set(spec, starts);
  return starts;
}

function findStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}
