import {
  foldDeliveryReport,
  type DeliveryReport,
  type DeliveryState,
} from '../generated/runtime/delivery-status.js';
import {
  readNumber,
  readOptionalText,
  readText,
  type Database,
  type Row,
  type Sql,
  type Value,
} from './database.js';
import type { Identity, Outgoing } from './outgoing.js';

/**
 * `ready`: it has not gone out. `sending`: it may have. `sent`: Sinch has it. `withheld`: it is not to go out any more.
 * `refused`: Sinch does not take it. Only the first two have a time at which something is due.
 */
export type OutboxState = 'ready' | 'sending' | 'sent' | 'withheld' | 'refused';

export const outboxTables: readonly string[] = [
  `CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    app_id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    text TEXT NOT NULL,
    lane TEXT NOT NULL,
    put_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    due_at BIGINT,
    claims BIGINT NOT NULL DEFAULT 0,
    attempts BIGINT NOT NULL DEFAULT 0,
    attempted_at BIGINT,
    message_id TEXT,
    reason TEXT,
    delivery TEXT
  )`,
  'CREATE INDEX outbox_due ON outbox (due_at) WHERE due_at IS NOT NULL',
  'CREATE INDEX outbox_waiting ON outbox (lane, put_at, id) WHERE due_at IS NOT NULL',
  'CREATE INDEX outbox_lane ON outbox (lane, put_at)',
];

/** A message that is this process's to send until its lease ends; `claim` tells it from those who had it before. */
export interface Claimed {
  readonly outgoing: Outgoing;
  readonly claim: number;
  readonly putAt: number;
  readonly attempts: number;
  /** When the attempt began of which nobody knows whether it came to anything; `undefined` when there is none. */
  readonly uncertainSince: number | undefined;
}

export interface OutboxOptions {
  readonly database: Database;
  readonly now?: () => number;
  /** Asked in the transaction that lets a message go out. */
  readonly isWithheld?: (sql: Sql, outgoing: Outgoing) => Promise<boolean>;
  /** Told in the transaction that notes that Sinch does not take a message. */
  readonly onRefused?: (sql: Sql, id: string, reason: string) => Promise<void>;
}

/** Messages that are to go out, in the same database as what they are about: both are there, or neither. */
export type Outbox = ReturnType<typeof createOutbox>;

export function createOutbox({ database, now = Date.now, isWithheld, onRefused }: OutboxOptions) {
  /** Changes a message that is still this claim's; whoever has it by now has the last word. */
  async function change(sql: Sql, item: Claimed, assignments: string, values: readonly Value[] = []) {
    const where = 'WHERE id = ? AND claims = ? AND due_at IS NOT NULL';
    const statement = `UPDATE outbox SET ${assignments} ${where} RETURNING *`;
    const [row] = await sql(statement, [...values, item.outgoing.id, item.claim]);
    return row;
  }

  return {
    /** Puts a message in. A second one of its name changes nothing. */
    async put(sql: Sql, { id, appId, to, text }: Outgoing): Promise<void> {
      await sql(
        `INSERT INTO outbox (id, app_id, recipient, text, lane, put_at, state, due_at)
         VALUES (?, ?, ?, ?, ?, ?, 'ready', ?) ON CONFLICT DO NOTHING`,
        [id, appId, JSON.stringify(to), text, laneOf(appId, to), now(), now()],
      );
    },

    /** How many messages to a person have been put in since then. */
    async count(sql: Sql, { appId, to, since }: CountOptions): Promise<number> {
      const select = 'SELECT count(*) AS total FROM outbox WHERE lane = ? AND put_at >= ?';
      const [row] = await sql(select, [laneOf(appId, to), since]);
      return row === undefined ? 0 : readNumber(row, 'total');
    },

    /** Takes messages that are due, for some time. Those to one person are taken one after the other. */
    async claim(limit: number, leaseMilliseconds: number): Promise<Claimed[]> {
      // The first condition is for a process that has waited for another to take the same ones.
      const rows = await database.transaction((sql) =>
        sql(
          `UPDATE outbox SET due_at = ?, claims = claims + 1 WHERE due_at <= ? AND id IN (
             SELECT id FROM outbox AS due WHERE due_at <= ? AND NOT EXISTS (
               SELECT 1 FROM outbox AS earlier WHERE earlier.lane = due.lane AND earlier.due_at IS NOT NULL
               AND (earlier.put_at, earlier.id) < (due.put_at, due.id))
             ORDER BY put_at, id LIMIT ?)
           RETURNING *`,
          [now() + leaseMilliseconds, now(), now(), limit],
        ),
      );
      return rows.map(claimedOf);
    },

    /** Notes that the next thing is to send it. `false` when it is not to go out, or not by this process. */
    async begin(item: Claimed, leaseMilliseconds: number): Promise<boolean> {
      return database.transaction(async (sql) => {
        const begun = "state = 'sending', attempted_at = ?, attempts = attempts + 1, due_at = ?";
        const row = await change(sql, item, begun, [now(), now() + leaseMilliseconds]);
        if (row === undefined) return false;
        if ((await isWithheld?.(sql, item.outgoing)) !== true) return true;
        await change(sql, item, "state = 'withheld', due_at = NULL");
        return false;
      });
    },

    async markSent(item: Claimed, messageId: string): Promise<void> {
      await database.transaction((sql) =>
        change(sql, item, "state = 'sent', due_at = NULL, message_id = ?", [messageId]),
      );
    },

    async markRefused(item: Claimed, reason: string): Promise<void> {
      await database.transaction(async (sql) => {
        const row = await change(sql, item, "state = 'refused', due_at = NULL, reason = ?", [reason]);
        if (row !== undefined) await onRefused?.(sql, item.outgoing.id, reason);
      });
    },

    /** Lets it be due again: to be sent when it certainly has not gone out, and otherwise to be looked for. */
    async postpone(item: Claimed, state: 'ready' | 'sending', dueAt: number): Promise<void> {
      await database.transaction((sql) => change(sql, item, 'state = ?, due_at = ?', [state, dueAt]));
    },

    /**
     * Notes what Sinch tells of a message, which proves that Sinch has it. Resolves with what is known of its delivery;
     * with `undefined` when it is none of this outbox.
     */
    async note(sql: Sql, { id, messageId, report }: Told): Promise<DeliveryState | undefined> {
      // First of all it is changed, so that reports of one message wait for each other.
      const known = "state = 'sent', due_at = NULL, message_id = coalesce(message_id, ?)";
      const [row] = await sql(`UPDATE outbox SET ${known} WHERE id = ? RETURNING delivery`, [messageId, id]);
      if (row === undefined) return undefined;
      const text = readOptionalText(row, 'delivery');
      // As it was written below.
      const before = text === undefined ? undefined : (JSON.parse(text) as DeliveryState);
      const state = foldDeliveryReport(before, report);
      await sql('UPDATE outbox SET delivery = ? WHERE id = ?', [JSON.stringify(state), id]);
      return state;
    },
  };
}

export interface CountOptions extends Pick<Outgoing, 'appId' | 'to'> {
  readonly since: number;
}

export interface Told {
  readonly id: string;
  readonly messageId: string | null;
  /** Empty for what tells nothing of the delivery. */
  readonly report: DeliveryReport;
}

/** What messages to one person have in common. */
function laneOf(appId: string, [first]: readonly Identity[]): string {
  return JSON.stringify([appId, first?.channel, first?.identity]);
}

function claimedOf(row: Row): Claimed {
  return {
    outgoing: {
      id: readText(row, 'id'),
      appId: readText(row, 'app_id'),
      // As `put` wrote it.
      to: JSON.parse(readText(row, 'recipient')) as Identity[],
      text: readText(row, 'text'),
    },
    claim: readNumber(row, 'claims'),
    putAt: readNumber(row, 'put_at'),
    attempts: readNumber(row, 'attempts'),
    uncertainSince: row['state'] === 'sending' ? readNumber(row, 'attempted_at') : undefined,
  };
}
