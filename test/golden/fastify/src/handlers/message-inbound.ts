import type { Handler } from '../generated/handlers.js';

/** A contact sent a message. */
export const onMessageInbound: Handler<'MESSAGE_INBOUND'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('MESSAGE_INBOUND handled', { delivery: context.deliveryId });
};
