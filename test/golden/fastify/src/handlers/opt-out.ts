import type { Handler } from '../generated/handlers.js';

/** A contact opted out, or an opt-out failed. */
export const onOptOut: Handler<'OPT_OUT'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('OPT_OUT handled', { delivery: context.deliveryId });
};
