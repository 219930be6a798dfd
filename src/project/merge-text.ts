import { compareLines, slide, type Hunk, type Texts } from './hunks.js';

/** The three texts of a merge, all with `\n` as their line end. */
export interface MergeInput {
  /** As it was written last. */
  readonly base: string;
  /** As the user has it now. */
  readonly mine: string;
  /** As it would be written today. */
  readonly theirs: string;
}

/**
 * Both sides' changes in one text; `undefined` where they change the same lines, or lines that touch, in different
 * ways, and where a text has too little left of the base to tell. Where lines repeat a change can be seen in several
 * places, and one in which the sides do not touch is enough: so does `git merge-file` merge.
 */
export function mergeText({ base, mine, theirs }: MergeInput): string | undefined {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  const before = base.split('\n');
  const own = compareLines({ before, after: mine.split('\n') });
  if (own === undefined) return undefined;
  const to = compareLines({ before, after: theirs.split('\n') });
  if (to === undefined) return undefined;
  for (const where of ['down', 'up'] as const) {
    for (const left of own.ways.map((hunks) => ({ ...own.texts, hunks: slide(own.texts, hunks, where) }))) {
      for (const right of to.ways.map((hunks) => ({ ...to.texts, hunks: slide(to.texts, hunks, where) }))) {
        const merged = mergeSides(left, right);
        if (merged !== undefined) return merged.join('\n');
      }
    }
  }
  return undefined;
}

/** One of the sides: its text, the base, and the changes from the one to the other in order. */
interface Side extends Texts {
  readonly hunks: readonly Hunk[];
}

function mergeSides(mine: Side, theirs: Side): string[] | undefined {
  const merged: (readonly string[])[] = [];
  let place = 0;
  for (const { start, end, hunks } of regionsOf(mine.hunks, theirs.hunks)) {
    const [own, to] = [mine, theirs].map((side) => contentOf(side, hunks, { start, end }));
    if (own !== undefined && to !== undefined && !isSame(own, to)) return undefined;
    merged.push(mine.before.slice(place, start), own ?? to ?? []);
    place = end;
  }
  return [...merged, mine.before.slice(place)].flat();
}

interface Region {
  /** Of the base. */
  readonly start: number;
  readonly end: number;
  readonly hunks: readonly Hunk[];
}

/** The changes of both sides, and those together that overlap or touch. */
function regionsOf(mine: readonly Hunk[], theirs: readonly Hunk[]): Region[] {
  const regions: Region[] = [];
  for (const hunk of [...mine, ...theirs].toSorted((a, b) => a.start - b.start)) {
    const last = regions.at(-1);
    if (last === undefined || hunk.start > last.end) {
      regions.push({ start: hunk.start, end: hunk.end, hunks: [hunk] });
    } else {
      const end = Math.max(last.end, hunk.end);
      regions.splice(-1, 1, { start: last.start, end, hunks: [...last.hunks, hunk] });
    }
  }
  return regions;
}

/** What a side has in the place of a region; `undefined` where it changed nothing there. */
function contentOf(
  { before, after, hunks: all }: Side,
  hunks: readonly Hunk[],
  { start, end }: { readonly start: number; readonly end: number },
): string[] | undefined {
  const own = hunks.filter((hunk) => all.includes(hunk));
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return [
    ...before.slice(start, first.start),
    ...after.slice(first.newStart, last.newEnd),
    ...before.slice(last.end, end),
  ];
}

function isSame(own: readonly string[], to: readonly string[]): boolean {
  return own.length === to.length && own.every((line, index) => line === to[index]);
}
