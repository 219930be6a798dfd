import { answer } from '../app/answer.js';
import type { Handler } from '../generated/handlers.js';

export const onMessageInbound: Handler<'MESSAGE_INBOUND'> = async (event, context) => {
  await answer(event, context);
};
