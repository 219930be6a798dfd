import { describe } from 'vitest';
import { describeNeeding } from '../../support/describe-needing.js';
import type { Harness } from './targets.js';

/** The same suite for each pair of a target and an inbox; `$name` stands for the pair. */
export function describePairs<Pair extends Harness>(
  name: string,
  pairs: readonly Pair[],
  suite: (pair: Pair) => void,
): void {
  for (const pair of pairs) {
    const { needs } = pair.inbox;
    const title = name.replace('$name', pair.name);
    if (needs === undefined) describe(title, () => suite(pair));
    else describeNeeding(needs, title, () => suite(pair));
  }
}
