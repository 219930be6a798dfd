import { desk } from '../app/desk.js';
import { keepQuestion } from '../app/questions.js';
import type { Handler } from '../generated/handlers.js';

/** What somebody writes is a question on the dashboard. */
export const onMessageInbound: Handler<'MESSAGE_INBOUND'> = async (event, context) => {
  keepQuestion(desk(), event, context.receivedAt);
};
