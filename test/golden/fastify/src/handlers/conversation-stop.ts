import type { Handler } from '../generated/handlers.js';

/** A conversation was stopped. */
export const onConversationStop: Handler<'CONVERSATION_STOP'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('CONVERSATION_STOP handled', { delivery: context.deliveryId });
};
