import { readWorkerConfig } from './generated/config.js';
import { handlers, onUnknown } from './generated/handlers.js';
import { routes } from './generated/routes.js';
import { createLambdaWorker } from './generated/runtime/lambda-worker.js';
import { validators } from './generated/validators.js';

/** Handles the events in the queue of INBOX=sqs. */
export const handler = await createLambdaWorker({
  config: readWorkerConfig(process.env),
  routes,
  validators,
  handlers,
  onUnknown,
});
