import express from 'express';
import { config } from './config.js';
import { handlers, onUnknown } from './generated/handlers.js';
import { routes } from './generated/routes.js';
import { createExpressServer } from './generated/runtime/express-server.js';
import { mountReceiver } from './generated/runtime/express.js';
import { createReceiver } from './generated/runtime/receiver.js';
import { serve } from './generated/runtime/serve.js';
import { createServerParts } from './generated/runtime/server-parts.js';
import { validators } from './generated/validators.js';

const parts = createServerParts(config, routes);
const receiver = createReceiver({ ...parts, config, routes, validators, handlers, onUnknown });

const app = express();
app.disable('x-powered-by');
// Mount body parsers and your own routes below this line: the receiver needs the body as it came.
mountReceiver(app, receiver);

await serve({ server: createExpressServer(app), receiver, config, log: parts.log });
