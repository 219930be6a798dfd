/** A number from 0 up to 1 that belongs to a name: the same whenever it is asked for, and whatever was asked before. */
export type Chance = (...name: readonly (string | number)[]) => number;

/**
 * Numbers that a seed and a name decide. There is no state, so what happens to one message does not depend on how
 * fast a receiver answered for another.
 */
export function createChance(seed: string): Chance {
  return (...name) => scatter(hash([seed, ...name].join('\n'))) / 2 ** 32;
}

// FNV-1a, of which the last step below spreads the bits: names that differ in a digit get unlike numbers.
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  }
  return state;
}

function scatter(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
