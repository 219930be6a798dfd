import type { Inspection } from './inspection.js';
import type { EventState, EventSummary, NewEvent, Selection } from './store.js';

/** An event that a memory store keeps, and what has become of it. */
export interface MemoryItem extends Omit<NewEvent, 'identities' | 'quarantine' | 'inspection'> {
  readonly id: string;
  /** Counts the events, so that it says which came first. */
  readonly number: number;
  state: EventState;
  availableAt: number;
  lease: number;
  attempts: number;
  lost: number;
  reason: string | undefined;
  /** For the first handler of it, which may change the event it is given. */
  inspection: Inspection | undefined;
}

/** The item of an event that nobody has claimed yet. */
export function itemOf(
  { deliveryId, receivedAt, path, trigger, lane, body, quarantine, inspection }: NewEvent,
  { number, availableAt }: Pick<MemoryItem, 'number' | 'availableAt'>,
): MemoryItem {
  return {
    deliveryId,
    receivedAt,
    path,
    trigger,
    lane,
    body,
    id: String(number),
    number,
    state: quarantine === undefined ? 'pending' : 'quarantine',
    availableAt,
    lease: 0,
    attempts: 0,
    lost: 0,
    reason: quarantine,
    // What no handler takes may be handed over once there is one.
    inspection: quarantine === undefined ? inspection : undefined,
  };
}

export function isSelected({ id, state, receivedAt }: MemoryItem, selection: Selection): boolean {
  if ('ids' in selection) return selection.ids.includes(id);
  return state === selection.state && receivedAt < (selection.receivedBefore ?? Infinity);
}

export function summaryOf(item: MemoryItem): EventSummary {
  const { id, state, trigger, deliveryId, receivedAt, attempts, reason } = item;
  return { id, state, trigger, deliveryId, receivedAt, attempts, reason };
}
