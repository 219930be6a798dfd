import type { Redis } from 'ioredis';

const askAgainMilliseconds = 1_000;
// To take a job to its handler, Redis has to write too: an inbox that fills it to the brim could never be emptied.
const fullFrom = 0.9;

/**
 * Says whether Redis has room for more events, and looks again in the background. Where nothing bounds its memory
 * there always is.
 */
export function createMemoryWatch(): (redis: Redis) => boolean {
  let isFull = false;
  let askedAt = -Infinity;
  return (redis) => {
    const now = performance.now();
    if (now - askedAt >= askAgainMilliseconds) {
      askedAt = now;
      redis.info('memory').then(
        (info) => (isFull = isNearlyFull(info)),
        // What cannot be asked cannot be written to either, or shows nothing to anybody.
        () => {},
      );
    }
    return !isFull;
  };
}

/** Reads what `INFO memory` says. */
export function isNearlyFull(info: string): boolean {
  const used = numberOf(info, 'used_memory');
  const bound = numberOf(info, 'maxmemory');
  return bound > 0 && used >= bound * fullFrom;
}

function numberOf(info: string, name: string): number {
  return Number(new RegExp(`^${name}:([0-9]+)`, 'm').exec(info)?.[1] ?? 0);
}
