import Fastify from 'fastify';
import { config } from './config.js';
import { handlers, onUnknown } from './generated/handlers.js';
import { routes } from './generated/routes.js';
import { sinchReceiver } from './generated/runtime/fastify.js';
import { createOverloadGuard } from './generated/runtime/overload.js';
import { createPinoLoggers } from './generated/runtime/pino-logger.js';
import { createPrometheusMetrics } from './generated/runtime/prometheus.js';
import { createReceiver } from './generated/runtime/receiver.js';
import { serve } from './generated/runtime/serve.js';
import { createStore } from './generated/runtime/server-inbox.js';
import { serverLimits } from './generated/runtime/server-limits.js';
import { createStoredInbox } from './generated/runtime/stored-inbox.js';
import { createTrace } from './generated/runtime/tracing.js';
import { validators } from './generated/validators.js';

const store = createStore(config);
const { log, handlerLog } = createPinoLoggers(config.logLevel);
const metrics = createPrometheusMetrics({
  triggers: routes.map(({ trigger }) => trigger),
  readInboxStats: () => store.stats(),
});
const receiver = createReceiver({
  config,
  routes,
  validators,
  handlers,
  onUnknown,
  log,
  handlerLog,
  metrics,
  trace: createTrace(),
  createInbox: createStoredInbox(store, config),
  hasRoom: createOverloadGuard(config.maxInFlight),
});

const app = Fastify({ ...serverLimits, http: serverLimits });
await app.register(sinchReceiver, { receiver });
await app.ready();

await serve({ server: app.server, receiver, config, log, close: () => app.close() });
