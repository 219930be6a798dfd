import { chatbot } from '../app/chatbot.js';
import type { Handler } from '../generated/handlers.js';

/** Somebody wants to hear from us, perhaps again. */
export const onOptIn: Handler<'OPT_IN'> = async (event, context) => {
  const { status, ...who } = event.opt_in_notification;
  if (status === 'OPT_IN_FAILED') return;
  await chatbot.consent('in', { ...event, ...who }, context.receivedAt);
};
