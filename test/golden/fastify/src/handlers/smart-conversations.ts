import type { Handler } from '../generated/handlers.js';

/** An inbound message was analysed. */
export const onSmartConversations: Handler<'SMART_CONVERSATIONS'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('SMART_CONVERSATIONS handled', { delivery: context.deliveryId });
};
