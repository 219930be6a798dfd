import { createRecentMap } from './recent-map.js';
import { steadyMilliseconds } from './steady-clock.js';
import {
  buildStoreCalls,
  performOperation,
  type ClaimedEvent,
  type EventState,
  type EventSummary,
  type Lease,
  type NewEvent,
  type Selection,
  type Store,
  type StoreOperations,
} from './store.js';

interface Item extends NewEvent {
  readonly id: string;
  /** Counts the events, so that it says which came first. */
  readonly number: number;
  state: EventState;
  availableAt: number;
  lease: number;
  attempts: number;
  lost: number;
  reason: string | undefined;
}

export interface MemoryStoreOptions {
  /** How many events may be kept before others are refused. */
  readonly capacity?: number;
  /** Milliseconds of a clock that nobody sets. */
  readonly now?: () => number;
}

/** A store that ends with the process, for tests and for trying things out. Its ids are numbers that grow. */
export function createMemoryStore({
  capacity = 100_000,
  now = steadyMilliseconds,
}: MemoryStoreOptions = {}): Store {
  const items = new Map<string, Item>();
  const lanes = new Map<string, Item[]>();
  const seen = createRecentMap<true>();
  let lastNumber = 0;

  const operations: StoreOperations = {
    add(event) {
      const isSeen = event.identities.some((identity) => seen.get(identity) !== undefined);
      if (!isSeen && items.size >= capacity)
        throw new Error(`the memory holds ${capacity} events and no more`);
      for (const identity of event.identities) seen.set(identity, true);
      if (isSeen) return 'duplicate';
      lastNumber += 1;
      const state = event.quarantine === undefined ? 'pending' : 'quarantine';
      const item: Item = {
        ...event,
        id: String(lastNumber),
        number: lastNumber,
        state,
        availableAt: now(),
        lease: 0,
        attempts: 0,
        lost: 0,
        reason: event.quarantine,
      };
      items.set(item.id, item);
      if (state === 'pending') enterLane(item);
      return 'accepted';
    },

    claim({ limit, leaseMilliseconds }) {
      const time = now();
      const due: Item[] = [];
      let next = Infinity;
      for (const item of items.values()) {
        if (item.state !== 'pending' || !isFirstOfLane(item)) continue;
        if (item.availableAt <= time) due.push(item);
        else next = Math.min(next, item.availableAt);
      }
      due.sort((a, b) => a.availableAt - b.availableAt || a.number - b.number);
      return {
        events: due.slice(0, limit).map((item) => claimOne(item, time + leaseMilliseconds)),
        nextDue: due.length > limit ? 0 : next === Infinity ? undefined : next - time,
      };
    },

    renew({ leases, leaseMilliseconds }) {
      for (const item of leases.map(leased)) if (item) item.availableAt = now() + leaseMilliseconds;
    },

    complete({ id }) {
      const item = items.get(id);
      if (item !== undefined) remove(item);
    },

    postpone({ delayMilliseconds, reason, ...lease }) {
      const item = leased(lease);
      if (item === undefined) return;
      const attempts = item.attempts + 1;
      Object.assign(item, { availableAt: now() + delayMilliseconds, reason, attempts, lost: 0 });
    },

    release({ leases, delayMilliseconds }) {
      for (const item of leases.map(leased)) {
        if (item !== undefined)
          Object.assign(item, { availableAt: now() + delayMilliseconds, lost: item.lost - 1 });
      }
    },

    park({ state, reason, attempts, ...lease }) {
      const item = leased(lease);
      if (item === undefined) return;
      leaveLane(item);
      Object.assign(item, { state, reason, attempts });
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

    list({ state, limit, after = '0' }) {
      return [...items.values()]
        .filter((item) => item.state === state && item.number > Number(after))
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
        Object.assign(item, { state: 'pending', availableAt: now(), attempts: 0, lost: 0 });
        enterLane(item);
      }
      return selected.length;
    },

    hasten({ id }) {
      const item = items.get(id);
      if (item?.state !== 'pending' || item.lost > 0) return false;
      item.availableAt = now();
      return true;
    },

    purge({ selection, limit }) {
      const selected = select(selection, limit);
      for (const item of selected) remove(item);
      return selected.length;
    },

    // The oldest are forgotten as new ones come.
    forgetIdentities: () => 0,
  };

  function claimOne(item: Item, until: number): ClaimedEvent {
    const claimed = { ...item, lease: item.lease + 1, attempt: item.attempts + 1 };
    item.availableAt = until;
    item.lease += 1;
    item.lost += 1;
    return claimed;
  }

  function enterLane(item: Item): void {
    if (item.lane === undefined) return;
    const lane = lanes.get(item.lane) ?? [];
    // One that is retried was there before others of its lane, but not before the one that is with its handler.
    const place = lane.findIndex(({ number }, index) => index > 0 && number > item.number);
    lane.splice(place < 0 ? lane.length : place, 0, item);
    lanes.set(item.lane, lane);
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

  function leased({ id, lease }: Lease): Item | undefined {
    const item = items.get(id);
    return item?.state === 'pending' && item.lease === lease ? item : undefined;
  }

  function select(selection: Selection, limit: number): Item[] {
    return [...items.values()]
      .filter((item) => item.state !== 'pending' && isSelected(item, selection))
      .slice(0, limit);
  }

  return {
    ...buildStoreCalls(async (operation, parameter) => performOperation(operations, operation, parameter)),
    async open() {},
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
