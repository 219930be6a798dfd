import type { Handler } from '../generated/handlers.js';

/** A capability lookup was answered. */
export const onCapability: Handler<'CAPABILITY'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('CAPABILITY handled', { delivery: context.deliveryId });
};
