import { diffLines } from './unified-diff.js';

/** One change between two texts: the lines of the first from `start` to `end` became those of the second. */
export interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Two texts as lines. */
export interface Texts {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Two texts, and two ways to line them up where lines repeat, as empty ones do. */
export interface Comparison {
  readonly texts: Texts;
  /** From the first line on, and from the last line back. */
  readonly ways: readonly (readonly Hunk[])[];
}

/** `undefined` where the texts have so little in common that looking takes long. */
export function compareLines(texts: Texts): Comparison | undefined {
  const forwards = compareForwards(texts);
  const backwards = forwards && compareBackwards(texts);
  return forwards && backwards && { texts, ways: [forwards, backwards] };
}

// A quarter of a second on 5,000 lines without one in common; time grows with its square.
const mostEdits = 2_000;

function compareForwards({ before, after }: Texts): readonly Hunk[] | undefined {
  const changes = diffLines(before, after, mostEdits);
  if (changes === undefined) return undefined;
  const hunks: Hunk[] = [];
  let [line, newLine] = [0, 0];
  for (const { added, removed, count } of changes) {
    const hunk = {
      start: line,
      end: line + (added ? 0 : count),
      newStart: newLine,
      newEnd: newLine + (removed ? 0 : count),
    };
    const above = hunks.at(-1);
    if (added || removed) {
      if (above?.end === line && above.newEnd === newLine) hunks.splice(-1, 1, join(above, hunk));
      else hunks.push(hunk);
    }
    [line, newLine] = [hunk.end, hunk.newEnd];
  }
  return hunks;
}

function compareBackwards({ before, after }: Texts): readonly Hunk[] | undefined {
  const hunks = compareForwards({ before: before.toReversed(), after: after.toReversed() });
  return hunks
    ?.map(({ start, end, newStart, newEnd }) => ({
      start: before.length - end,
      end: before.length - start,
      newStart: after.length - newEnd,
      newEnd: after.length - newStart,
    }))
    .toReversed();
}

/**
 * The changes, each in the place it is to have of those it may have: a paragraph that was added begins or ends with an
 * empty line, and whether that is the one before it or the one behind it decides what the change touches. Each
 * goes as far up as it can where it meets another there, which makes them one; else as far to `where` as it can.
 */
export function slide(texts: Texts, hunks: readonly Hunk[], where: 'up' | 'down'): readonly Hunk[] {
  const slid: Hunk[] = [];
  for (const [index, hunk] of hunks.entries()) {
    const above = slid.at(-1);
    const up = moveBy(hunk, -roomAbove(texts, hunk, above?.end ?? 0));
    const limit = hunks[index + 1]?.start ?? texts.before.length;
    if (above !== undefined && above.end === up.start) slid.splice(-1, 1, join(above, up));
    else slid.push(where === 'up' ? up : moveBy(hunk, roomBelow(texts, hunk, limit)));
  }
  return slid;
}

function roomAbove({ before, after }: Texts, hunk: Hunk, limit: number): number {
  const { start, end, newEnd } = hunk;
  const last = (lines: number) => (start === end ? after[newEnd - 1 - lines] : before[end - 1 - lines]);
  return isPure(hunk) ? countWhile(start - limit, (lines) => last(lines) === before[start - 1 - lines]) : 0;
}

function roomBelow({ before, after }: Texts, hunk: Hunk, limit: number): number {
  const { start, end, newStart } = hunk;
  const first = (lines: number) => (start === end ? after[newStart + lines] : before[start + lines]);
  return isPure(hunk) ? countWhile(limit - end, (lines) => first(lines) === before[end + lines]) : 0;
}

// Only lines that were added, or only removed: what it moves past is equal to what it leaves behind.
function isPure({ start, end, newStart, newEnd }: Hunk): boolean {
  return start === end || newStart === newEnd;
}

function countWhile(limit: number, isGoing: (count: number) => boolean): number {
  let count = 0;
  while (count < limit && isGoing(count)) count += 1;
  return count;
}

function moveBy({ start, end, newStart, newEnd }: Hunk, lines: number): Hunk {
  return { start: start + lines, end: end + lines, newStart: newStart + lines, newEnd: newEnd + lines };
}

function join(above: Hunk, below: Hunk): Hunk {
  return { start: above.start, end: below.end, newStart: above.newStart, newEnd: below.newEnd };
}
