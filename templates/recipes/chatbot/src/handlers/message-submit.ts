import { chatbot } from '../app/chatbot.js';
import type { Handler } from '../generated/handlers.js';

/** Sinch has an answer of ours, even if this receiver was ended before it heard so. */
export const onMessageSubmit: Handler<'MESSAGE_SUBMIT'> = async (event) => {
  const { metadata, message_id: messageId } = event.message_submit_notification;
  await chatbot.note(metadata || event.message_metadata, { messageId });
};
