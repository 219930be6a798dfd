import type { Handler } from '../generated/handlers.js';

/** A record of a message or an event was stored. */
export const onRecordNotification: Handler<'RECORD_NOTIFICATION'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('RECORD_NOTIFICATION handled', { delivery: context.deliveryId });
};
