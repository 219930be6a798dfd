import type { Handler } from '../generated/handlers.js';

/** A channel reported something about your sender or account. */
export const onChannelEvent: Handler<'CHANNEL_EVENT'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('CHANNEL_EVENT handled', { delivery: context.deliveryId });
};
