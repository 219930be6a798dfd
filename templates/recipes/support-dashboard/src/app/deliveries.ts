import { foldDeliveryReport, type DeliveryState } from '../generated/runtime/delivery-status.js';
import type { MessageDelivery } from '../generated/types.js';
import type { Desk } from './desk-file.js';
import { settleSent } from './outbox.js';
import { replyIn } from './reply-mark.js';

/**
 * Adds a delivery report to what is known of its message. Reports come in any order and more than once: read, fold and
 * write are one transaction, so all of them end in the same state. One may come before its message is known here.
 */
export function keepDelivery(desk: Desk, event: MessageDelivery): void {
  const report = event.message_delivery_report;
  const { message_id: messageId, reason } = report;
  if (messageId === undefined) return;
  const reply = replyIn(event.message_metadata || report.metadata);

  desk.change((revision) => {
    const row = desk.first<{ state: string }>('SELECT state FROM delivery WHERE message_id = ?', [messageId]);
    const before = row && (JSON.parse(row.state) as DeliveryState);
    const state = foldDeliveryReport(before, report);
    const why =
      reason?.code === undefined ? null : `${reason.code}: ${reason.description ?? ''}`.slice(0, 300);
    desk.run(
      `INSERT INTO delivery (message_id, state, reason) VALUES (?, ?, ?)
       ON CONFLICT (message_id) DO UPDATE SET state = excluded.state, reason = coalesce(excluded.reason, reason)`,
      [messageId, JSON.stringify(state), why],
    );
    if (reply !== undefined) settleSent(desk, reply, { messageId, revision });
    if (state.status === before?.status) return;
    desk.run('UPDATE message SET revision = ? WHERE message_id = ?', [revision, messageId]);
    desk.run(
      'UPDATE conversation SET revision = ? WHERE id = (SELECT conversation FROM message WHERE message_id = ?)',
      [revision, messageId],
    );
  });
}
