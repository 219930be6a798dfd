import type { Handler } from '../generated/handlers.js';

/** A contact was deleted. */
export const onContactDelete: Handler<'CONTACT_DELETE'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('CONTACT_DELETE handled', { delivery: context.deliveryId });
};
