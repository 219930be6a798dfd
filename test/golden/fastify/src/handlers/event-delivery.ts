import type { Handler } from '../generated/handlers.js';

/** The delivery status of an event changed. */
export const onEventDelivery: Handler<'EVENT_DELIVERY'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('EVENT_DELIVERY handled', { delivery: context.deliveryId });
};
