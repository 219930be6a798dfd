import type { Handler } from '../generated/handlers.js';

/** A contact did something other than sending a message. */
export const onEventInbound: Handler<'EVENT_INBOUND'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('EVENT_INBOUND handled', { delivery: context.deliveryId });
};
