import { chatbot } from '../app/chatbot.js';
import type { Handler } from '../generated/handlers.js';

/** Somebody wants to hear nothing more. */
export const onOptOut: Handler<'OPT_OUT'> = async (event, context) => {
  const { status, ...who } = event.opt_out_notification;
  if (status === 'OPT_OUT_FAILED') return;
  await chatbot.consent('out', { ...event, ...who }, context.receivedAt);
};
