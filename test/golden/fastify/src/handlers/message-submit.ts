import type { Handler } from '../generated/handlers.js';

/** A message of yours was handed to a channel. */
export const onMessageSubmit: Handler<'MESSAGE_SUBMIT'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('MESSAGE_SUBMIT handled', { delivery: context.deliveryId });
};
