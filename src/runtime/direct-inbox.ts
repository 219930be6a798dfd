import type { Inbox, InboxParts } from './inbox.js';
import { createRecentMap } from './recent-map.js';

/**
 * An inbox without a store: the handler runs before the answer, and what was handled is known until the process
 * ends. A delivery that arrives while the same event is being handled shares its outcome.
 */
export function createDirectInbox({ handle }: Pick<InboxParts, 'handle'>): Inbox {
  const runs = createRecentMap<Promise<void>>();
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();

  function findRun(identities: readonly string[]): Promise<void> | undefined {
    for (const identity of identities) {
      const run = runs.get(identity);
      if (run !== undefined) return run;
    }
    return undefined;
  }

  return {
    async start() {},
    async accept(delivery) {
      const earlier = findRun(delivery.identities);
      if (earlier !== undefined) {
        await earlier;
        return 'duplicate';
      }
      const run = handle(delivery, { number: 1, stop: stopping.signal });
      for (const identity of delivery.identities) runs.set(identity, run);
      running.add(run);
      try {
        await run;
      } catch (error) {
        for (const identity of delivery.identities) runs.delete(identity);
        throw error;
      } finally {
        running.delete(run);
      }
      return 'accepted';
    },
    async stop(graceMilliseconds) {
      const timer = setTimeout(() => stopping.abort(), graceMilliseconds);
      await Promise.allSettled(running);
      clearTimeout(timer);
    },
  };
}
