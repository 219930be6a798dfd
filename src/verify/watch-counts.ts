import { setTimeout as wait } from 'node:timers/promises';
import type { SignatureFailure } from '../runtime/signature.js';
import { type Counted, newIn, readCounts, type ReceiverCounts } from './receiver-counts.js';

export interface WatchOptions {
  readonly receiver: string;
  readonly before: ReceiverCounts;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface Watched {
  readonly result: 'verified' | 'refused' | 'nothing' | 'interrupted';
  readonly counted: Counted;
}

const lookMs = 250;

/** What only somebody with all four headers of Sinch is refused for; without them, anybody may have asked. */
const telling: readonly SignatureFailure[] = ['wrong-signature', 'too-old', 'from-the-future'];

/** Looks at the counts of a receiver until it has taken an event, or refused one, or the time is over. */
export async function watchCounts({ receiver, before, timeoutMs, signal }: WatchOptions): Promise<Watched> {
  const end = performance.now() + timeoutMs;
  let counted: Counted = {};
  try {
    while (performance.now() < end) {
      await wait(lookMs, undefined, { signal });
      const now = await readCounts(receiver, signal);
      if (typeof now === 'string') continue;
      counted = newIn(before, now);
      if (counted.trigger !== undefined) return { result: 'verified', counted };
      if (counted.reason !== undefined && telling.includes(counted.reason))
        return { result: 'refused', counted };
    }
    return { result: 'nothing', counted };
  } catch (error) {
    if (signal.aborted) return { result: 'interrupted', counted };
    throw error;
  }
}
