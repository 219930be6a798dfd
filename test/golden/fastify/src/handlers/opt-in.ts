import type { Handler } from '../generated/handlers.js';

/** A contact opted in, or an opt-in failed. */
export const onOptIn: Handler<'OPT_IN'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('OPT_IN handled', { delivery: context.deliveryId });
};
