import { setImmediate } from 'node:timers/promises';
import type { Exchange } from './exchange.js';

// A search is for people, and what passes meanwhile has its turn.
const searchedOfBody = 64 * 1024;
const atOnce = 200;

/** The numbers of those whose body or headers have a text in them, whatever its letters' case. */
export async function searchBodies(exchanges: Iterable<Exchange>, text: string): Promise<number[]> {
  const wanted = text.toLowerCase();
  if (wanted === '') return [];
  const found: number[] = [];
  let count = 0;
  // Others come and go while this waits.
  const searched = [...exchanges];
  for (const { number, body, headers } of searched) {
    const shown = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, searchedOfBody));
    const isFound =
      shown.toString('utf8').toLowerCase().includes(wanted) ||
      headers.some(([name, value]) => `${name}: ${value}`.toLowerCase().includes(wanted));
    if (isFound) found.push(number);
    count += 1;
    if (count % atOnce === 0) await setImmediate();
  }
  return found;
}
