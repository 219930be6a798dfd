import type { Sql } from './database.js';
import type { Identity } from './outgoing.js';

/** Somebody on a channel, towards an app. */
export interface Person extends Identity {
  readonly appId: string;
}

export const consentTables: readonly string[] = [
  `CREATE TABLE consent (
    app_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    identity TEXT NOT NULL,
    is_out BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (app_id, channel, identity)
  )`,
];

/**
 * Keeps what somebody wanted last. Events come in no promised order, so their own times decide; of two with the same
 * time, the one by which less is sent.
 */
export async function keepConsent(sql: Sql, person: Person, consent: Consent): Promise<void> {
  await sql(
    `INSERT INTO consent (app_id, channel, identity, is_out, changed_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (app_id, channel, identity) DO UPDATE
     SET is_out = excluded.is_out, changed_at = excluded.changed_at
     WHERE consent.changed_at < excluded.changed_at
     OR (consent.changed_at = excluded.changed_at AND consent.is_out < excluded.is_out)`,
    [...keyOf(person), consent.direction === 'out' ? 1 : 0, consent.changedAt],
  );
}

export interface Consent {
  readonly direction: 'in' | 'out';
  readonly changedAt: number;
}

export async function isOptedOut(sql: Sql, person: Person): Promise<boolean> {
  const rows = await sql(
    'SELECT 1 FROM consent WHERE app_id = ? AND channel = ? AND identity = ? AND is_out = 1',
    keyOf(person),
  );
  return rows.length > 0;
}

/** A number is the same with and without its plus, which not every event has. */
function keyOf({ appId, channel, identity }: Person): [string, string, string] {
  return [appId, channel, identity.replace(/^\+(?=\d+$)/, '')];
}
