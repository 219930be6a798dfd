import type { UnknownHandler } from '../generated/handlers.js';

/** Correctly signed, but no handler takes it: an event newer than the document, or a body that cannot be read. */
export const onUnknown: UnknownHandler = async (event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.warn('event kept out of the handlers', {
    delivery: context.deliveryId,
    reason: event.reason,
  });
};
