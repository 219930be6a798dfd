import type { Handler } from '../generated/handlers.js';

/** A channel sent something that the Conversation API does not translate. */
export const onUnsupported: Handler<'UNSUPPORTED'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('UNSUPPORTED handled', { delivery: context.deliveryId });
};
