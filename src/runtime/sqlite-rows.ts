import type { EventState, EventSummary } from './store.js';

// This driver gives the one from `get` and the other from `all`.
export type Bytes = Buffer | ArrayBuffer;

export function bytesOf(bytes: Bytes): Uint8Array {
  return bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
}

/** An event's number, of the text it is outside; `null`, which nothing equals in SQL, of text that is no number. */
export function numberOf(id: string): number | null {
  const number = Number(id);
  return Number.isSafeInteger(number) && String(number) === id ? number : null;
}

export interface EventRow {
  readonly id: number;
  readonly delivery_id: string;
  readonly received_at: number;
  readonly path: string;
  readonly trigger: string;
  readonly lease: number;
  readonly attempts: number;
  readonly lost: number;
  readonly body: Bytes;
}

export interface StatsRow {
  readonly ready: number;
  readonly waiting: number;
  readonly dead: number;
  readonly quarantine: number;
  readonly oldest: number | null;
}

export interface SummaryRow {
  readonly id: number;
  readonly state: 'ready' | 'waiting' | 'dead' | 'quarantine';
  readonly trigger: string;
  readonly delivery_id: string;
  readonly received_at: number;
  readonly attempts: number;
  readonly reason: string | null;
}

export function summaryOf(row: SummaryRow): EventSummary {
  return {
    id: String(row.id),
    state: stateOf(row.state),
    trigger: row.trigger,
    deliveryId: row.delivery_id,
    receivedAt: row.received_at,
    attempts: row.attempts,
    reason: row.reason ?? undefined,
  };
}

function stateOf(state: SummaryRow['state']): EventState {
  return state === 'ready' || state === 'waiting' ? 'pending' : state;
}
