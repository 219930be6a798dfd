import type { Handler } from '../generated/handlers.js';

/** A contact was changed. */
export const onContactUpdate: Handler<'CONTACT_UPDATE'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('CONTACT_UPDATE handled', { delivery: context.deliveryId });
};
