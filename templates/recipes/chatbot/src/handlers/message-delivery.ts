import { chatbot } from '../app/chatbot.js';
import type { Handler } from '../generated/handlers.js';

/** What has become of an answer of ours. */
export const onMessageDelivery: Handler<'MESSAGE_DELIVERY'> = async (event, context) => {
  const report = event.message_delivery_report;
  const state = await chatbot.note(report.metadata || event.message_metadata, {
    messageId: report.message_id,
    report,
  });
  if (state?.status === 'FAILED') {
    context.log.warn('an answer was not delivered', {
      messageId: report.message_id,
      reason: report.reason?.code,
    });
  }
};
