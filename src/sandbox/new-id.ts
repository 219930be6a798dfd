import { crockford, encodeTime } from '../send/ulid.js';
import type { Chance } from './chance.js';
import type { Clock } from './clock.js';

export type NewId = (kind: string) => string;

/**
 * Ids of the form Sinch uses. Their time is that of the clock, so that two runs of one seed have different ids, which
 * a receiver with events of the first would otherwise take for repeats; the rest of them is the seed's.
 */
export function createNewId({ clock, chance }: { clock: Clock; chance: Chance }): NewId {
  const counts = new Map<string, number>();
  return (kind) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    let rest = '';
    while (rest.length < 16) rest += crockford[Math.floor(chance('id', kind, count, rest.length) * 32)];
    return encodeTime(clock.now()) + rest;
  };
}
