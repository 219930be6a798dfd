import type { Handler } from '../generated/handlers.js';

/** A contact sent a message, delivered here with personal data masked. */
export const onMessageInboundSmartConversationRedaction: Handler<
  'MESSAGE_INBOUND_SMART_CONVERSATION_REDACTION'
> = async (_event, context) => {
  // This file is yours: it is written once and never touched again.
  context.log.info('MESSAGE_INBOUND_SMART_CONVERSATION_REDACTION handled', {
    delivery: context.deliveryId,
  });
};
