import type { DeliveryReport, DeliveryState } from '../generated/runtime/delivery-status.js';
import { confirmationText } from './confirmation.js';
import { readNumber, readOptionalText, readText, type Database, type Row, type Sql } from './database.js';
import { deliveredOn, orderStatusOf, type Order, type OrderStatus } from './order-status.js';
import { createOutbox, outboxTables } from './outbox.js';

export const orderTables: readonly (readonly string[])[] = [
  [
    ...outboxTables,
    `CREATE TABLE customer_order (
      id TEXT PRIMARY KEY,
      customer TEXT NOT NULL,
      summary TEXT NOT NULL,
      status TEXT NOT NULL,
      channel TEXT,
      placed_at BIGINT NOT NULL
    )`,
    'CREATE INDEX customer_order_status ON customer_order (status, placed_at)',
    `CREATE TABLE follow_up (
      order_id TEXT PRIMARY KEY,
      reason TEXT NOT NULL,
      opened_at BIGINT NOT NULL,
      done_at BIGINT
    )`,
  ],
];

export interface OrdersParts {
  /** With the tables above. */
  readonly database: Database;
  /** The app that messages are sent by. */
  readonly appId: string;
  readonly now?: () => number;
}

/** An order, and what has become of it. */
export interface OrderState {
  readonly id: string;
  readonly customer: string;
  readonly summary: string;
  readonly status: OrderStatus;
  /** On which the customer was told. */
  readonly channel: string | undefined;
  readonly placedAt: Date;
}

/** An order whose customer somebody has to call. */
export interface FollowUp {
  readonly orderId: string;
  readonly customer: string;
  readonly reason: string;
  readonly openedAt: Date;
}

export interface Told {
  /** Of the message, by which its order is known. */
  readonly metadata: string | undefined;
  readonly messageId: string | undefined;
  readonly report?: Report;
}

interface Report extends DeliveryReport {
  readonly reason?: { readonly code?: string; readonly description?: string };
}

/** The orders of a shop. Whatever is done or told may be so again, and counts once. */
export type Orders = ReturnType<typeof createOrders>;

export function createOrders({ database, appId, now = Date.now }: OrdersParts) {
  const outbox = createOutbox({
    database,
    now,
    onRefused: (sql, name, reason) => openFollowUp(sql, orderIdOf(name), reason),
  });

  async function openFollowUp(sql: Sql, orderId: string, reason: string): Promise<void> {
    await sql("UPDATE customer_order SET status = 'Follow-up' WHERE id = ?", [orderId]);
    await sql('INSERT INTO follow_up (order_id, reason, opened_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', [
      orderId,
      reason,
      now(),
    ]);
  }

  async function keep(sql: Sql, orderId: string, state: DeliveryState, report: Report): Promise<OrderStatus> {
    const status = orderStatusOf(state);
    if (status === 'Follow-up') {
      await openFollowUp(sql, orderId, report.reason?.code ?? 'FAILED');
      return status;
    }
    await sql('UPDATE customer_order SET status = ?, channel = ? WHERE id = ?', [
      status,
      deliveredOn(state) ?? null,
      orderId,
    ]);
    // It has arrived after all. What somebody has done already stays.
    await sql('DELETE FROM follow_up WHERE order_id = ? AND done_at IS NULL', [orderId]);
    return status;
  }

  return {
    outbox,

    /** Places an order, and leaves its confirmation in the outbox: both, or neither. `false` when it was there before. */
    async place(order: Order): Promise<boolean> {
      return database.transaction(async (sql) => {
        const { id, customer, summary, to } = order;
        const placed = await sql(
          `INSERT INTO customer_order (id, customer, summary, status, placed_at) VALUES (?, ?, ?, 'Placed', ?)
           ON CONFLICT DO NOTHING RETURNING id`,
          [id, customer, summary, now()],
        );
        if (placed.length === 0) return false;
        await outbox.put(sql, { id: messageName(id), appId, to, text: confirmationText(order) });
        return true;
      });
    },

    /** Takes what Sinch tells of a message. Resolves with the order's status; with `undefined` when it has none. */
    async note({ metadata, messageId, report = {} }: Told): Promise<OrderStatus | undefined> {
      if (metadata === undefined || !metadata.startsWith(prefix)) return undefined;
      return database.transaction(async (sql) => {
        const told = { id: metadata, messageId: messageId ?? null, report };
        const state = await outbox.note(sql, told);
        return state && keep(sql, orderIdOf(metadata), state, report);
      });
    },

    /** The latest orders, of one status if it is given. */
    async list(limit: number, status?: OrderStatus): Promise<OrderState[]> {
      const rows = await database.transaction((sql) =>
        status === undefined
          ? sql('SELECT * FROM customer_order ORDER BY placed_at DESC, id LIMIT ?', [limit])
          : sql('SELECT * FROM customer_order WHERE status = ? ORDER BY placed_at DESC, id LIMIT ?', [
              status,
              limit,
            ]),
      );
      return rows.map(orderOf);
    },

    /** Whom somebody has to call, the longest waiting first. */
    async followUps(): Promise<FollowUp[]> {
      const rows = await database.transaction((sql) =>
        sql(
          `SELECT order_id, customer, reason, opened_at FROM follow_up JOIN customer_order ON id = order_id
           WHERE done_at IS NULL ORDER BY opened_at, order_id`,
        ),
      );
      return rows.map(followUpOf);
    },

    /** Notes that somebody has called. `false` when nobody had to. */
    async closeFollowUp(orderId: string): Promise<boolean> {
      const rows = await database.transaction((sql) =>
        sql('UPDATE follow_up SET done_at = ? WHERE order_id = ? AND done_at IS NULL RETURNING order_id', [
          now(),
          orderId,
        ]),
      );
      return rows.length > 0;
    },
  };
}

const prefix = 'order:';

function messageName(orderId: string): string {
  return prefix + orderId;
}

function orderIdOf(name: string): string {
  return name.slice(prefix.length);
}

function orderOf(row: Row): OrderState {
  return {
    id: readText(row, 'id'),
    customer: readText(row, 'customer'),
    summary: readText(row, 'summary'),
    // As it was written above.
    status: readText(row, 'status') as OrderStatus,
    channel: readOptionalText(row, 'channel'),
    placedAt: new Date(readNumber(row, 'placed_at')),
  };
}

function followUpOf(row: Row): FollowUp {
  return {
    orderId: readText(row, 'order_id'),
    customer: readText(row, 'customer'),
    reason: readText(row, 'reason'),
    openedAt: new Date(readNumber(row, 'opened_at')),
  };
}
