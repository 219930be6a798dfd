import type { Handler } from '../generated/handlers.js';

/** Two contacts became one. */
export const onContactMerge: Handler<'CONTACT_MERGE'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('CONTACT_MERGE handled', { delivery: context.deliveryId });
};
