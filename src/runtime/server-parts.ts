import { createOverloadGuard } from './overload.js';
import { createPinoLoggers } from './pino-logger.js';
import { createPrometheusMetrics } from './prometheus.js';
import type { ReceiverParts } from './receiver.js';
import type { Route } from './recognition.js';
import type { ServerConfig } from './server-config.js';
import { createStore } from './server-inbox.js';
import { createStoredInbox } from './stored-inbox.js';
import { createTrace } from './tracing.js';

/** What a receiver that serves HTTP itself has besides its handlers: an inbox, logs, metrics, spans and a guard. */
export function createServerParts(config: ServerConfig, routes: readonly Route[]) {
  const loggers = createPinoLoggers(config.logLevel);
  const store = createStore(config, loggers.log);
  return {
    ...loggers,
    metrics: createPrometheusMetrics({
      triggers: routes.map(({ trigger }) => trigger),
      readInboxStats: () => store.stats(),
    }),
    trace: createTrace(),
    createInbox: createStoredInbox(store, config),
    hasRoom: createOverloadGuard(config.maxInFlight),
  } satisfies Partial<ReceiverParts>;
}
