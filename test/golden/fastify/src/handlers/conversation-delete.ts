import type { Handler } from '../generated/handlers.js';

/** A conversation was deleted. */
export const onConversationDelete: Handler<'CONVERSATION_DELETE'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('CONVERSATION_DELETE handled', { delivery: context.deliveryId });
};
