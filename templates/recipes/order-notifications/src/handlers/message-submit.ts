import { shop } from '../app/shop.js';
import type { Handler } from '../generated/handlers.js';

/** Sinch has a message about an order, even if this receiver was ended before it heard so. */
export const onMessageSubmit: Handler<'MESSAGE_SUBMIT'> = async (event) => {
  const { metadata, message_id: messageId } = event.message_submit_notification;
  await shop.orders.note({ metadata: metadata || event.message_metadata, messageId });
};
