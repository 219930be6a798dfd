import Fastify from 'fastify';
import { config } from './config.js';
import { handlers, onUnknown } from './generated/handlers.js';
import { routes } from './generated/routes.js';
import { sinchReceiver } from './generated/runtime/fastify.js';
import { createLogger } from './generated/runtime/log.js';
import { createOverloadGuard } from './generated/runtime/overload.js';
import { createReceiver } from './generated/runtime/receiver.js';
import { serve } from './generated/runtime/serve.js';
import { createServerInbox } from './generated/runtime/server-inbox.js';
import { serverLimits } from './generated/runtime/server-limits.js';
import { validators } from './generated/validators.js';

const log = createLogger(config.logLevel);
const createInbox = createServerInbox(config);
const hasRoom = createOverloadGuard(config.maxInFlight);
const receiver = createReceiver({
  config,
  routes,
  validators,
  handlers,
  onUnknown,
  log,
  createInbox,
  hasRoom,
});

const app = Fastify({ ...serverLimits, http: serverLimits });
await app.register(sinchReceiver, { receiver });
await app.ready();

await serve({ server: app.server, receiver, config, log, close: () => app.close() });
