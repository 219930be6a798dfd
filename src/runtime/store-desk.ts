import type { EventChoice } from './inbox-arguments.js';
import {
  pageOf,
  reasonOf,
  receivedBeforeOf,
  wordsOfStores,
  type Changed,
  type DeskPlace,
  type InboxDesk,
} from './inbox-desk.js';
import type { EventDetails, Store } from './store.js';

export interface StoreDeskOptions {
  /** Not yet open. Opening it begins no handling: what handles events is a worker that claims them. */
  readonly store: Store;
  readonly place: DeskPlace;
  readonly afterRetry: string;
  /** What to do when the store cannot be used, as a sentence. */
  readonly fix: string;
}

/** Works on the events of a store, next to the servers and workers that use the same one. */
export function createStoreDesk({ store, place, afterRetry, fix }: StoreDeskOptions): InboxDesk {
  let isOpen = false;

  return {
    place,
    words: { ...wordsOfStores, afterRetry },

    async open() {
      await store.open();
      isOpen = true;
    },

    stats: () => store.stats(),
    list: async (request) =>
      pageOf(await store.list({ ...request, limit: request.limit + 1 }), request.limit),
    show: (request) => store.show(request),

    retry: (events) =>
      changeEach(store, events, {
        some: (ids) => store.retry({ selection: { ids }, limit: ids.length }),
        one: async (id) =>
          (await store.retry({ selection: { ids: [id] }, limit: 1 })) > 0 || (await store.hasten({ id })),
      }),

    purge: (events) =>
      changeEach(store, events, {
        some: (ids) => store.purge({ selection: { ids }, limit: ids.length }),
        one: async (id) => (await store.purge({ selection: { ids: [id] }, limit: 1 })) > 0,
      }),

    async count(events) {
      if (events.kind === 'all') return (await idsOf(store, events)).length;
      const named = await showEach(store, events.ids);
      return named.filter(({ event }) => event !== undefined && event.state !== 'pending').length;
    },

    failureText: (error) => `The inbox ${place.text} cannot be used: ${reasonOf(error)}. ${fix}`,

    async close() {
      if (isOpen) await store.close();
    },
  };
}

interface Change {
  /** Changes those events that can be. Resolves with how many. */
  some(ids: readonly string[]): Promise<number>;
  /** Says whether the event could be changed. */
  one(id: string): Promise<boolean>;
}

// Bodies may come along, and a store answers within a time.
const pageSize = 100;

async function changeEach(store: Store, events: EventChoice, change: Change): Promise<Changed> {
  let count = 0;
  if (events.kind === 'all') {
    const ids = await idsOf(store, events);
    for (let start = 0; start < ids.length; start += pageSize) {
      count += await change.some(ids.slice(start, start + pageSize));
    }
    return { count, missing: [] };
  }
  const missing: string[] = [];
  for (const { id } of await showEach(store, events.ids)) {
    if (await change.one(id)) count += 1;
    else missing.push(id);
  }
  return { count, missing };
}

/**
 * The ids of all events of a choice, before any is changed: one that is retried leaves its state, and comes back when
 * its handler fails again, wherever the store then puts it. No more than the state has now, for others come in.
 */
async function idsOf(store: Store, events: EventChoice & { kind: 'all' }): Promise<readonly string[]> {
  const receivedBefore = receivedBeforeOf(events);
  const counts = await store.stats();
  const ids = new Set<string>();
  for (const state of events.states) {
    let after: string | undefined;
    for (let left = counts[state]; left > 0;) {
      const page = await store.list({ state, limit: Math.min(left, pageSize), after });
      if (page.length === 0) break;
      left -= page.length;
      after = page.at(-1)?.id;
      for (const { id, receivedAt } of page) if (receivedAt < receivedBefore) ids.add(id);
    }
  }
  return [...ids];
}

interface NamedEvent {
  readonly id: string;
  readonly event: EventDetails | undefined;
}

/** The events that were named, in the order they came in: those of one conversation go on in it. */
async function showEach(store: Store, ids: readonly string[]): Promise<readonly NamedEvent[]> {
  const named: NamedEvent[] = [];
  for (const id of ids) named.push({ id, event: await store.show({ id }) });
  return named.toSorted((a, b) => (a.event?.receivedAt ?? 0) - (b.event?.receivedAt ?? 0));
}
