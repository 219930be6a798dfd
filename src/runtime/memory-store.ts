import { createDueQueue } from './due-queue.js';
import { isSelected, itemOf, summaryOf, type MemoryItem } from './memory-item.js';
import { createMemoryLanes } from './memory-lanes.js';
import { createNumberedTable } from './numbered-table.js';
import { createRecentMap } from './recent-map.js';
import {
  buildStoreCalls,
  performOperation,
  type ClaimedEvent,
  type Lease,
  type Selection,
  type Store,
  type StoreOperations,
} from './store.js';

export interface MemoryStoreOptions {
  /** How many events may be kept before others are refused. */
  readonly capacity?: number;
  /** Milliseconds of a clock that nobody sets. */
  readonly now?: () => number;
}

/** A store that ends with the process, for tests and for trying things out. Its ids are numbers that grow. */
export function createMemoryStore({
  capacity = 100_000,
  now = () => performance.now(),
}: MemoryStoreOptions = {}): Store {
  const items = createNumberedTable<MemoryItem>();
  const lanes = createMemoryLanes<MemoryItem>();
  // To look through all events for each claim would take longer than everything else.
  const queue = createDueQueue<MemoryItem>(isWaiting);
  const claimed = createNumberedTable<MemoryItem>();
  const seen = createRecentMap<true>();
  let lastNumber = 0;

  const operations: StoreOperations = {
    add(event) {
      const { identities } = event;
      const isSeen = identities.some((identity) => seen.get(identity) !== undefined);
      if (!isSeen && items.size >= capacity)
        throw new Error(`the memory holds ${capacity} events and no more`);
      for (const identity of identities) seen.set(identity, true);
      if (isSeen) return 'duplicate';
      lastNumber += 1;
      const item = itemOf(event, { number: lastNumber, availableAt: now() });
      items.set(item.number, item);
      if (item.state === 'pending') enterLane(item);
      return 'accepted';
    },

    claim({ limit, leaseMilliseconds }) {
      const time = now();
      let leaseEnd = Infinity;
      for (const item of claimed.values()) {
        if (item.availableAt <= time) queueAgain(item);
        else leaseEnd = Math.min(leaseEnd, item.availableAt);
      }
      const events: ClaimedEvent[] = [];
      while (events.length < limit) {
        const item = queue.takeDue(time);
        if (item === undefined) break;
        events.push(claimOne(item, time + leaseMilliseconds));
      }
      if (events.length > 0) leaseEnd = Math.min(leaseEnd, time + leaseMilliseconds);
      const next = Math.min(queue.nextDue(), leaseEnd);
      return { events, nextDue: next === Infinity ? undefined : Math.max(0, next - time) };
    },

    renew({ leases, leaseMilliseconds }) {
      for (const item of leases.map(leased)) {
        if (item === undefined) continue;
        item.availableAt = now() + leaseMilliseconds;
        claimed.set(item.number, item);
      }
    },

    complete({ id }) {
      const item = itemWith(id);
      if (item !== undefined) remove(item);
    },

    postpone({ delayMilliseconds, reason, ...lease }) {
      const item = leased(lease);
      if (item === undefined) return;
      const attempts = item.attempts + 1;
      Object.assign(item, { availableAt: now() + delayMilliseconds, reason, attempts, lost: 0 });
      queueAgain(item);
    },

    release({ leases, delayMilliseconds }) {
      for (const item of leases.map(leased)) {
        if (item === undefined) continue;
        Object.assign(item, { availableAt: now() + delayMilliseconds, lost: item.lost - 1 });
        queueAgain(item);
      }
    },

    park({ state, reason, attempts, ...lease }) {
      const item = leased(lease);
      if (item === undefined) return;
      Object.assign(item, { state, reason, attempts });
      claimed.delete(item.number);
      leaveLane(item);
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
      const item = itemWith(id);
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
      const item = itemWith(id);
      if (item?.state !== 'pending' || item.lost > 0) return false;
      item.availableAt = now();
      if (lanes.isFirst(item)) queue.push(item);
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

  // Ids are numbers as they are written, and what is not is none of ours.
  function itemWith(id: string): MemoryItem | undefined {
    const item = items.get(Number(id));
    return item?.id === id ? item : undefined;
  }

  function claimOne(item: MemoryItem, until: number): ClaimedEvent {
    const { id, deliveryId, receivedAt, path, trigger, body, attempts, lost, inspection } = item;
    item.inspection = undefined;
    item.availableAt = until;
    item.lease += 1;
    item.lost += 1;
    claimed.set(item.number, item);
    return {
      id,
      deliveryId,
      receivedAt,
      path,
      trigger,
      body,
      lease: item.lease,
      attempt: attempts + 1,
      lost,
      inspection,
    };
  }

  function queueAgain(item: MemoryItem): void {
    claimed.delete(item.number);
    queue.push(item);
  }

  function enterLane(item: MemoryItem): void {
    lanes.enter(item);
    if (lanes.isFirst(item)) queue.push(item);
  }

  function leaveLane(item: MemoryItem): void {
    const next = lanes.leave(item);
    if (next !== undefined) queue.push(next);
  }

  function isWaiting(item: MemoryItem): boolean {
    return items.get(item.number) === item && item.state === 'pending' && lanes.isFirst(item);
  }

  function remove(item: MemoryItem): void {
    claimed.delete(item.number);
    leaveLane(item);
    items.delete(item.number);
  }

  function leased({ id, lease }: Lease): MemoryItem | undefined {
    const item = itemWith(id);
    return item?.state === 'pending' && item.lease === lease ? item : undefined;
  }

  function select(selection: Selection, limit: number): MemoryItem[] {
    return [...items.values()]
      .filter((item) => item.state !== 'pending' && isSelected(item, selection))
      .slice(0, limit);
  }

  return {
    isInProcess: true,
    ...buildStoreCalls(async (operation, parameter) => performOperation(operations, operation, parameter)),
    async open() {},
    async close() {},
  };
}
