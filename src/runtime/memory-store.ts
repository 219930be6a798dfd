import { createRecentMap } from './recent-map.js';
import { steadyMilliseconds } from './steady-clock.js';
import type {
  EventState,
  EventSummary,
  Lease,
  NewEvent,
  Selection,
  Store,
  StoreOperations,
} from './store.js';

interface Item extends NewEvent {
  readonly id: number;
  state: EventState;
  availableAt: number;
  attempts: number;
  reason: string | undefined;
}

export interface MemoryStoreOptions {
  /** How many events may be kept before others are refused. */
  readonly capacity?: number;
  /** Milliseconds of a clock that nobody sets. */
  readonly now?: () => number;
}

/** A store that ends with the process, for tests and for trying things out. */
export function createMemoryStore({
  capacity = 100_000,
  now = steadyMilliseconds,
}: MemoryStoreOptions = {}): Store {
  const items = new Map<number, Item>();
  const lanes = new Map<string, Item[]>();
  const seen = createRecentMap<true>();
  let lastId = 0;

  const operations: StoreOperations = {
    add(event) {
      if (items.size >= capacity) throw new Error(`the memory holds ${capacity} events and no more`);
      const isSeen = event.identities.some((identity) => seen.get(identity) !== undefined);
      for (const identity of event.identities) seen.set(identity, true);
      if (isSeen) return 'duplicate';
      lastId += 1;
      const state = event.quarantine === undefined ? 'pending' : 'quarantine';
      const item: Item = {
        ...event,
        id: lastId,
        state,
        availableAt: now(),
        attempts: 0,
        reason: event.quarantine,
      };
      items.set(item.id, item);
      if (state === 'pending') enterLane(item);
      return 'accepted';
    },

    claim({ limit, leaseMilliseconds }) {
      const time = now();
      const waiting = [...items.values()].filter((item) => item.state === 'pending' && isFirstOfLane(item));
      const due = waiting
        .filter(({ availableAt }) => availableAt <= time)
        .toSorted((a, b) => a.availableAt - b.availableAt || a.id - b.id);
      const claimed = due.slice(0, limit);
      for (const item of claimed) {
        item.availableAt = time + leaseMilliseconds;
        item.attempts += 1;
      }
      const next = Math.min(
        ...waiting.filter((item) => !due.includes(item)).map(({ availableAt }) => availableAt),
      );
      return {
        events: claimed.map((item) => ({ ...item, attempt: item.attempts })),
        nextDue: due.length > limit ? 0 : next === Infinity ? undefined : next - time,
      };
    },

    renew({ leases, leaseMilliseconds }) {
      for (const item of leases.map(lent)) if (item) item.availableAt = now() + leaseMilliseconds;
    },

    complete({ id }) {
      const item = items.get(id);
      if (item !== undefined) remove(item);
    },

    postpone({ delayMilliseconds, reason, ...lease }) {
      const item = lent(lease);
      if (item !== undefined) Object.assign(item, { availableAt: now() + delayMilliseconds, reason });
    },

    release({ leases }) {
      for (const item of leases.map(lent)) {
        if (item !== undefined) Object.assign(item, { availableAt: now(), attempts: item.attempts - 1 });
      }
    },

    park({ state, reason, ...lease }) {
      const item = lent(lease);
      if (item === undefined) return;
      leaveLane(item);
      Object.assign(item, { state, reason });
    },

    stats() {
      const counts = { pending: 0, dead: 0, quarantine: 0 };
      let oldestPendingAt: number | undefined;
      for (const { state, receivedAt } of items.values()) {
        counts[state] += 1;
        if (state === 'pending') oldestPendingAt = Math.min(oldestPendingAt ?? receivedAt, receivedAt);
      }
      return { ...counts, oldestPendingAt };
    },

    list({ state, limit, after = 0 }) {
      return [...items.values()]
        .filter((item) => item.state === state && item.id > after)
        .slice(0, limit)
        .map(summaryOf);
    },

    show({ id }) {
      const item = items.get(id);
      return item && { ...summaryOf(item), path: item.path, body: item.body };
    },

    retry({ selection, limit }) {
      const selected = select(selection, limit);
      for (const item of selected) {
        Object.assign(item, { state: 'pending', availableAt: now(), attempts: 0 });
        enterLane(item);
      }
      return selected.length;
    },

    purge({ selection, limit }) {
      const selected = select(selection, limit);
      for (const item of selected) remove(item);
      return selected.length;
    },

    // The oldest are forgotten as new ones come.
    forget: () => 0,
  };

  function enterLane(item: Item): void {
    if (item.lane !== undefined) lanes.set(item.lane, [...(lanes.get(item.lane) ?? []), item]);
  }

  function leaveLane(item: Item): void {
    if (item.lane === undefined) return;
    const rest = lanes.get(item.lane)?.filter((other) => other !== item) ?? [];
    if (rest.length > 0) lanes.set(item.lane, rest);
    else lanes.delete(item.lane);
  }

  function isFirstOfLane(item: Item): boolean {
    return item.lane === undefined || lanes.get(item.lane)?.[0] === item;
  }

  function remove(item: Item): void {
    leaveLane(item);
    items.delete(item.id);
  }

  function lent({ id, attempt }: Lease): Item | undefined {
    const item = items.get(id);
    return item?.state === 'pending' && item.attempts === attempt ? item : undefined;
  }

  function select(selection: Selection, limit: number): Item[] {
    return [...items.values()]
      .filter((item) => item.state !== 'pending' && isSelected(item, selection))
      .slice(0, limit);
  }

  const later =
    <Name extends keyof StoreOperations>(name: Name) =>
    async (...parameters: Parameters<StoreOperations[Name]>) =>
      // The name and its parameters belong together, which a table of functions cannot say.
      (operations[name] as (...parameters: unknown[]) => ReturnType<StoreOperations[Name]>)(...parameters);

  return {
    async open() {},
    add: later('add'),
    claim: later('claim'),
    renew: later('renew'),
    complete: later('complete'),
    postpone: later('postpone'),
    release: later('release'),
    park: later('park'),
    stats: later('stats'),
    list: later('list'),
    show: later('show'),
    retry: later('retry'),
    purge: later('purge'),
    forget: later('forget'),
    async close() {},
  };
}

function isSelected({ id, state, receivedAt }: Item, selection: Selection): boolean {
  if ('ids' in selection) return selection.ids.includes(id);
  return state === selection.state && receivedAt < (selection.receivedBefore ?? Infinity);
}

function summaryOf({ id, state, trigger, deliveryId, receivedAt, attempts, reason }: Item): EventSummary {
  return { id, state, trigger, deliveryId, receivedAt, attempts, reason };
}
