import express from 'express';
import { config } from './config.js';
import { handlers, onUnknown } from './generated/handlers.js';
import { routes } from './generated/routes.js';
import { createExpressServer } from './generated/runtime/express-server.js';
import { mountReceiver } from './generated/runtime/express.js';
import { createOverloadGuard } from './generated/runtime/overload.js';
import { createPinoLoggers } from './generated/runtime/pino-logger.js';
import { createPrometheusMetrics } from './generated/runtime/prometheus.js';
import { createReceiver } from './generated/runtime/receiver.js';
import { serve } from './generated/runtime/serve.js';
import { createStore } from './generated/runtime/server-inbox.js';
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

const app = express();
app.disable('x-powered-by');
// Mount body parsers and your own routes below this line: the receiver needs the body as it came.
mountReceiver(app, receiver);

await serve({ server: createExpressServer(app), receiver, config, log });
