import type { Handler } from '../generated/handlers.js';

/** A contact was created. */
export const onContactCreate: Handler<'CONTACT_CREATE'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('CONTACT_CREATE handled', { delivery: context.deliveryId });
};
