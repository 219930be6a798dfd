import type { MessageInbound } from '../generated/types.js';
import { conversationWith, touchConversation } from './conversations.js';
import type { Desk } from './desk-file.js';
import { showContent } from './message-text.js';
import { timeOf } from './time-of.js';

/** Keeps what somebody wrote. The same event again changes nothing, so a question is never shown twice. */
export function keepQuestion(desk: Desk, { app_id: appId, message }: MessageInbound, receivedAt: Date): void {
  const { id, channel_identity: who, contact_message: content, processing_mode: mode = '' } = message;
  if (id === undefined || who === undefined) throw new Error('The message has no id, or nobody who wrote it');
  const at = timeOf(message.accept_time, receivedAt);
  const { text, link } = showContent(content);

  desk.change((revision) => {
    if (desk.first('SELECT 1 FROM message WHERE id = ?', [id]) !== undefined) return;
    const person = { appId, channel: who.channel ?? '', identity: who.identity ?? '' };
    const conversation = conversationWith(desk, person, { mode, revision });
    desk.run(
      `INSERT INTO message (id, conversation, direction, text, link, at, revision) VALUES (?, ?, 'in', ?, ?, ?, ?)`,
      [id, conversation, text, link, at, revision],
    );
    touchConversation(desk, conversation, { at, revision });
  });
}
