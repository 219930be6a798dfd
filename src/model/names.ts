import { createHash } from 'node:crypto';
import { groupBy } from './group-by.js';

// Of a longer name the beginning counts; nobody would want to read the rest.
const longestName = 200;

/** The words of a name as documents write them: `MESSAGE_INBOUND`, `channelIdentity` and `opt-in` alike. */
export function wordsOf(text: string): string[] {
  return text
    .slice(0, longestName)
    .normalize('NFKC')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
}

/** `MESSAGE_INBOUND` becomes `MessageInbound`; the result is a TypeScript identifier, or empty. */
export function pascalCase(text: string): string {
  const name = wordsOf(text)
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()}`)
    .join('');
  return /^[0-9]/.test(name) ? `N${name}` : name;
}

/** `MESSAGE_INBOUND` becomes `message-inbound`: a file name on every system, or empty. */
export function kebabCase(text: string): string {
  const name = wordsOf(text).join('-').toLowerCase().slice(0, 48).replace(/-+$/, '');
  return /^[0-9]/.test(name) ? `n${name}` : name;
}

/** A few characters that tell a text from others, for the end of a name. */
export function shortHash(text: string): string {
  return digestOf(text).slice(0, 6);
}

/** Stands for a text of any length, and for no other. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

// Names that contain those around them would fill the memory in a deep document.
const longestJoined = 120;

/** A name that is made of others, with a hash of `location` in the place of its end where it is too long. */
export function shortName({ name, location }: Pick<NameWish, 'name' | 'location'>): string {
  return name.length > longestJoined ? `${name.slice(0, longestJoined - 7)}X${shortHash(location)}` : name;
}

/**
 * The name, with a hash of `location` where another has it. Whoever wrote the document may have worked out the hash and
 * taken that name as well, so a hash is taken of the hash until nobody has it.
 */
export function freeName(
  wish: Pick<NameWish, 'name' | 'location'>,
  isTaken: (name: string) => boolean,
): string {
  let free = wish.name;
  for (let { location } = wish; isTaken(free); location = digestOf(location)) {
    // The letter makes a name of nothing else an identifier too.
    free = `${wish.name}X${shortHash(location)}`;
  }
  return free;
}

/** A wish for a name. `location` is where the named thing stands in the document, and differs for each. */
export interface NameWish {
  readonly location: string;
  readonly name: string;
  /** A lower rank keeps its name when a higher one wants the same. */
  readonly rank: number;
}

/**
 * Gives every wish a name that no other has, not even in another case, since file systems confuse those. Those that
 * lose get a hash of their location, never a number by order: so what one is called does not depend on the others.
 */
export function resolveNames(
  wishes: readonly NameWish[],
  reserved: ReadonlySet<string>,
): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set([...reserved].map((name) => name.toLowerCase()));
  const ranks = [...new Set(wishes.map(({ rank }) => rank))].toSorted((a, b) => a - b);
  for (const rank of ranks) {
    const contenders = groupBy(
      wishes.filter((wish) => wish.rank === rank),
      ({ name }) => name.toLowerCase(),
    );
    for (const [folded, group] of contenders) {
      const isFree = group.length === 1 && folded !== '' && !taken.has(folded);
      if (isFree) names.set(group[0]?.location ?? '', group[0]?.name ?? '');
    }
    for (const folded of contenders.keys()) taken.add(folded);
    for (const wish of [...contenders.values()].flat().filter(({ location }) => !names.has(location))) {
      // What it wishes for is among the taken.
      const name = freeName(wish, (candidate) => taken.has(candidate.toLowerCase()));
      names.set(wish.location, name);
      taken.add(name.toLowerCase());
    }
  }
  return names;
}
