import type { About } from './published-event.js';

/** Somebody who wants some events, each of them once. */
export interface Subscription {
  /** Rejects when the subscriber has not had it. */
  offer(published: AnyEvent): Promise<void>;
}

/** An event of which nothing more is known. */
export interface AnyEvent extends About {
  readonly trigger: string;
  readonly event: unknown;
}

// An event that is handled again comes within its retries, which are few at a time.
const remembered = 10_000;

/** `take` is given what is selected; it returns a promise where it has to be waited for. */
export function createSubscription(
  selection: string | readonly string[],
  take: (published: AnyEvent) => Promise<void> | undefined,
): Subscription {
  const had = new Set<string>();

  function isWanted(trigger: string): boolean {
    if (selection === '*') return true;
    return typeof selection === 'string' ? selection === trigger : selection.includes(trigger);
  }

  return {
    async offer(published) {
      const { trigger, delivery } = published;
      const key = `${trigger} ${delivery}`;
      if (!isWanted(trigger) || had.has(key)) return;
      await take(published);
      had.add(key);
      if (had.size > remembered) forgetOldest(had);
    },
  };
}

function forgetOldest(keys: Set<string>): void {
  for (const oldest of keys) {
    keys.delete(oldest);
    return;
  }
}
