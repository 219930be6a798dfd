import type { Handler } from '../generated/handlers.js';

/** A batch of messages changed its status. */
export const onBatchStatusUpdate: Handler<'BATCH_STATUS_UPDATE'> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('BATCH_STATUS_UPDATE handled', { delivery: context.deliveryId });
};
