import { config } from './config.js';
import { handlers, onUnknown } from './generated/handlers.js';
import { routes } from './generated/routes.js';
import { createLambdaHandler } from './generated/runtime/lambda.js';
import { createReceiver } from './generated/runtime/receiver.js';
import { validators } from './generated/validators.js';

const receiver = createReceiver({ config, routes, validators, handlers, onUnknown });

/** Takes events of a Function URL, API Gateway (payload versions 1 and 2) and a load balancer. */
export const handler = createLambdaHandler(receiver);
