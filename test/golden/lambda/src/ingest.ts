import { config } from './config.js';
import { routes } from './generated/routes.js';
import { createLambdaReceiver } from './generated/runtime/lambda-receiver.js';
import { createLambdaHandler } from './generated/runtime/lambda.js';
import { validators } from './generated/validators.js';

const receiver = await createLambdaReceiver({
  config,
  routes,
  validators,
  // With INBOX=sqs they run in the worker, and what they import costs nothing here.
  loadHandlers: () => import('./generated/handlers.js'),
});

/** Takes events of a Function URL, API Gateway (payload versions 1 and 2) and a load balancer. */
export const handler = createLambdaHandler(receiver);
