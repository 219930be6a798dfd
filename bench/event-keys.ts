/** The key that an event has, by which both floors tell one from what is none. */
export const eventKeys: ReadonlySet<string> = new Set([
  'message',
  'message_delivery_report',
  'message_submit_notification',
  'event',
  'conversation_start_notification',
]);
