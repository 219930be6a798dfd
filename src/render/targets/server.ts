/** What a target has that serves HTTP itself, and so keeps events in an inbox of its own. */
export const server = {
  runtime: [
    'backoff.ts',
    'line-writer.ts',
    'memory-store.ts',
    'overload.ts',
    'pino-logger.ts',
    'prometheus.ts',
    'serve.ts',
    'server-config.ts',
    'server-inbox.ts',
    'server-limits.ts',
    'sqlite-database.ts',
    'sqlite-file.ts',
    'sqlite-store.ts',
    'sqlite-thread.ts',
    'steady-clock.ts',
    'store.ts',
    'stored-inbox.ts',
    'tracing.ts',
    'worker.ts',
  ],
  dependencies: {
    '@opentelemetry/api': '^1.9.1',
    // The one driver of SQLite that installs on Node 20, 22 and 24 without compiling.
    libsql: '^0.5.29',
    pino: '^10.4.0',
    'prom-client': '^15.1.3',
  },
} as const;
