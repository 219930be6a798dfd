import type { Handler } from '../generated/handlers.js';

/** The delivery status of a message changed. */
export const onMessageDelivery: Handler<'MESSAGE_DELIVERY'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('MESSAGE_DELIVERY handled', { delivery: context.deliveryId });
};
