/** What a target has that serves HTTP itself, and so keeps events in an inbox of its own. */
export const server = {
  runtime: [
    'attempt.ts',
    'backoff.ts',
    'inbox-arguments.ts',
    'inbox-changes.ts',
    'inbox-command.ts',
    'inbox-help.ts',
    'inbox-text.ts',
    'memory-store.ts',
    'overload.ts',
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
    'worker.ts',
  ],
  scripts: { inbox: 'node dist/inbox.js' },
  // The one driver of SQLite that installs on Node 20, 22 and 24 without compiling.
  dependencies: { libsql: '^0.5.29' },
} as const;
