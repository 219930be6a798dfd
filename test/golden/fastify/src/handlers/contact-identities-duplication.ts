import type { Handler } from '../generated/handlers.js';

/** Several contacts share one channel identity. */
export const onContactIdentitiesDuplication: Handler<'CONTACT_IDENTITIES_DUPLICATION'> = async (
  _event,
  context,
) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('CONTACT_IDENTITIES_DUPLICATION handled', { delivery: context.deliveryId });
};
