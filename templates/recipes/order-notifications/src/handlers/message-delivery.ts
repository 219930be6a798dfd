import { shop } from '../app/shop.js';
import type { Handler } from '../generated/handlers.js';

/** What has become of a message about an order, on one of its channels. */
export const onMessageDelivery: Handler<'MESSAGE_DELIVERY'> = async (event, context) => {
  const report = event.message_delivery_report;
  const metadata = report.metadata || event.message_metadata;
  const status = await shop.orders.note({ metadata, messageId: report.message_id, report });
  context.log.info('an order was reported on', {
    messageId: report.message_id,
    report: report.status,
    status,
  });
};
