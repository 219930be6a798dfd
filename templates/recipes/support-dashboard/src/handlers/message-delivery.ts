import { keepDelivery } from '../app/deliveries.js';
import { desk } from '../app/desk.js';
import type { Handler } from '../generated/handlers.js';

/** What has become of a message to somebody. */
export const onMessageDelivery: Handler<'MESSAGE_DELIVERY'> = async (event) => {
  keepDelivery(desk(), event);
};
