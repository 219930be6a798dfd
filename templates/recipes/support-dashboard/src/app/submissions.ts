import type { MessageSubmit } from '../generated/types.js';
import { conversationWith, touchConversation } from './conversations.js';
import type { Desk } from './desk-file.js';
import { showContent } from './message-text.js';
import { replyIn } from './reply-mark.js';
import { settleSent } from './outbox.js';
import { timeOf } from './time-of.js';

/**
 * Keeps that a message to somebody was handed to a channel. A reply of the dashboard is sent with that, if nobody knew
 * yet; a message from elsewhere, such as a bot or a campaign, is shown in its conversation.
 */
export function keepSubmission(desk: Desk, event: MessageSubmit, receivedAt: Date): void {
  const {
    message_id: messageId,
    channel_identity: who,
    submitted_message: content,
    ...rest
  } = event.message_submit_notification;
  if (messageId === undefined || who === undefined) return;
  const reply = replyIn(event.message_metadata || rest.metadata);
  const at = timeOf(event.accepted_time, receivedAt);
  const { text, link } = showContent(content);

  desk.change((revision) => {
    if (reply !== undefined && settleSent(desk, reply, { messageId, revision })) return;
    const isKnown = 'SELECT 1 FROM message WHERE id = ? OR message_id = ?';
    if (desk.first(isKnown, [messageId, messageId]) !== undefined) return;
    const person = {
      appId: event.app_id,
      channel: who.channel ?? '',
      identity: who.identity ?? '',
    };
    const conversation = conversationWith(desk, person, {
      mode: rest.processing_mode ?? '',
      revision,
    });
    desk.run(
      `INSERT INTO message (id, conversation, direction, text, link, at, message_id, outbox, revision)
       VALUES (?, ?, 'out', ?, ?, ?, ?, 'sent', ?)`,
      [messageId, conversation, text, link, at, messageId, revision],
    );
    touchConversation(desk, conversation, { at, revision });
  });
}
