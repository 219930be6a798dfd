import { chatbot } from '../app/chatbot.js';
import type { Handler } from '../generated/handlers.js';

/** Somebody asks: the answer goes out by itself once this has resolved. */
export const onMessageInbound: Handler<'MESSAGE_INBOUND'> = async (event, context) => {
  await chatbot.hear(event, context.receivedAt);
};
