import type { DeliveryState } from '../generated/runtime/delivery-status.js';
import type { Desk } from './desk-file.js';

/** A question, or a reply, as the page shows it. */
export interface Message {
  /** The number in which they came; it grows. */
  readonly seq: number;
  /** A question's own id, or the one its browser gave to a reply: no two messages share one. */
  readonly id: string;
  readonly conversation: number;
  readonly revision: number;
  readonly direction: 'in' | 'out';
  readonly text: string;
  /** Where an attachment is; always https. */
  readonly link?: string;
  /** When it was written, in milliseconds. */
  readonly at: number;
  /** What has become of a reply. */
  readonly state?: ReplyState;
  /** Why it was refused or failed. */
  readonly fault?: string;
}

/** `waiting` and `sending` are before the API has taken it; from `sent` on, delivery reports say what it is. */
export type ReplyState =
  'waiting' | 'sending' | 'sent' | 'refused' | 'queued' | 'delivered' | 'read' | 'failed';

/** The last messages of a conversation before one, in the order in which they were written. */
export function listMessages(
  desk: Desk,
  conversation: number,
  {
    before = Number.MAX_SAFE_INTEGER,
    limit,
  }: { readonly before?: number | undefined; readonly limit: number },
): Message[] {
  return desk
    .all<Row>(`${columns} WHERE m.conversation = ? AND m.seq < ? ORDER BY m.seq DESC LIMIT ?`, [
      conversation,
      before,
      limit,
    ])
    .map(messageOf)
    .toSorted((a, b) => a.at - b.at || a.seq - b.seq);
}

/** Those that have changed after a revision. */
export function changedMessages(desk: Desk, after: number, limit: number): Message[] {
  return desk
    .all<Row>(`${columns} WHERE m.revision > ? ORDER BY m.revision LIMIT ?`, [after, limit])
    .map(messageOf);
}

export function findMessage(desk: Desk, id: string): Message | undefined {
  const row = desk.first<Row>(`${columns} WHERE m.id = ?`, [id]);
  return row && messageOf(row);
}

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly conversation: number;
  readonly revision: number;
  readonly direction: 'in' | 'out';
  readonly text: string;
  readonly link: string | null;
  readonly at: number;
  readonly outbox: 'waiting' | 'sending' | 'sent' | 'refused' | null;
  readonly fault: string | null;
  readonly delivery: string | null;
  readonly reason: string | null;
}

const columns = `
  SELECT m.seq, m.id, m.conversation, m.revision, m.direction, m.text, m.link, m.at, m.outbox, m.fault,
    d.state AS delivery, d.reason
  FROM message m LEFT JOIN delivery d ON d.message_id = m.message_id`;

function messageOf(row: Row): Message {
  const { seq, id, conversation, revision, direction, text, link, at } = row;
  const state = stateOf(row);
  const fault = state === 'failed' ? row.reason : state === 'sent' ? null : row.fault;
  return {
    seq,
    id,
    conversation,
    revision,
    direction,
    text,
    at,
    ...(link !== null && { link }),
    ...(state !== undefined && { state }),
    ...(fault !== null && { fault }),
  };
}

function stateOf({ outbox, delivery }: Row): ReplyState | undefined {
  if (outbox === null) return undefined;
  if (outbox !== 'sent' || delivery === null) return outbox;
  // It was written by `keepDelivery` alone.
  const { status } = JSON.parse(delivery) as DeliveryState;
  return (status !== undefined && byStatus[status]) || 'sent';
}

const byStatus: Readonly<Record<string, ReplyState>> = {
  QUEUED_ON_CHANNEL: 'queued',
  SWITCHING_CHANNEL: 'queued',
  DELIVERED: 'delivered',
  READ: 'read',
  FAILED: 'failed',
};
