import { config } from './config.js';
import { handlers, onUnknown } from './generated/handlers.js';
import { routes } from './generated/routes.js';
import { createReceiver } from './generated/runtime/receiver.js';
import { serveWorker } from './generated/runtime/serve-worker.js';
import { createServerParts } from './generated/runtime/server-parts.js';
import { validators } from './generated/validators.js';

// `npm run worker`: handles what receivers have taken into an inbox that they share with it.
const parts = createServerParts(config, routes);
const receiver = createReceiver({ ...parts, config, routes, validators, handlers, onUnknown });

await serveWorker({ receiver, config, log: parts.log });
