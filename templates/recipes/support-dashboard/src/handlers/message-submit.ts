import { desk } from '../app/desk.js';
import { keepSubmission } from '../app/submissions.js';
import type { Handler } from '../generated/handlers.js';

/** A message to somebody is on its way: a reply of the dashboard, or one that was sent elsewhere. */
export const onMessageSubmit: Handler<'MESSAGE_SUBMIT'> = async (event, context) => {
  keepSubmission(desk(), event, context.receivedAt);
};
