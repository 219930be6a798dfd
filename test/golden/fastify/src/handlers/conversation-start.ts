import type { Handler } from '../generated/handlers.js';

/** A conversation began. */
export const onConversationStart: Handler<'CONVERSATION_START'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('CONVERSATION_START handled', { delivery: context.deliveryId });
};
