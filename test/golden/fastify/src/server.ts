import Fastify from 'fastify';
import { config } from './config.js';
import { handlers, onUnknown } from './generated/handlers.js';
import { routes } from './generated/routes.js';
import { sinchReceiver } from './generated/runtime/fastify.js';
import { createReceiver } from './generated/runtime/receiver.js';
import { serve } from './generated/runtime/serve.js';
import { serverLimits } from './generated/runtime/server-limits.js';
import { createServerParts } from './generated/runtime/server-parts.js';
import { validators } from './generated/validators.js';

const parts = createServerParts(config, routes);
const receiver = createReceiver({ ...parts, config, routes, validators, handlers, onUnknown });

const app = Fastify({ ...serverLimits, http: serverLimits });
await app.register(sinchReceiver, { receiver });
await app.ready();

await serve({ server: app.server, receiver, config, log: parts.log, close: () => app.close() });
