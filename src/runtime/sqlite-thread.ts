import { parentPort, workerData } from 'node:worker_threads';
import { failureText } from './failure.js';
import { openSqliteDatabase, type SqliteDatabase, type SqliteOptions } from './sqlite-database.js';
import { performOperation, type Lease, type NewEvent, type OperationName } from './store.js';

/** What the receiver asks of the thread that has the database. A message has all that it asks at a time. */
export interface StoreRequest {
  readonly callId: number;
  readonly operation: OperationName | 'close';
  readonly parameter: unknown;
}

/** What became of a request: its result, or why there is none. */
export interface StoreReply {
  readonly callId: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string; readonly code: string | undefined };
}

/**
 * Serves the database from a thread of its own, so that a slow disk stops no request that needs none of it. All
 * that comes in while one transaction is written goes into the next.
 */
function serve(port: NonNullable<typeof parentPort>): void {
  const database = open(workerData as SqliteOptions);
  let waiting: StoreRequest[] = [];

  port.on('message', (requests: readonly StoreRequest[]) => {
    if (waiting.length === 0) setImmediate(run);
    waiting.push(...requests);
  });
  port.postMessage([]);

  function run(): void {
    const requests = waiting;
    waiting = [];
    port.postMessage(runAll(requests.filter(({ operation }) => operation !== 'close')));
    const close = requests.find(({ operation }) => operation === 'close');
    if (close === undefined) return;
    database.close();
    port.postMessage([{ callId: close.callId }]);
    port.close();
  }

  function runAll(requests: readonly StoreRequest[]): StoreReply[] {
    try {
      return database.transaction(() => performAll(database, requests));
    } catch (error) {
      const { message, code } = error as NodeJS.ErrnoException;
      return requests.map(({ callId }) => ({ callId, error: { message, code } }));
    }
  }
}

// What was asked at once may be done in any order. What frees lanes comes first, and a claim sees all of it.
function performAll(database: SqliteDatabase, requests: readonly StoreRequest[]): StoreReply[] {
  const completing = requests.filter(({ operation }) => operation === 'complete');
  if (completing.length > 0) {
    database.completeAll(completing.map(({ parameter }) => (parameter as Lease).id));
  }
  const adding = requests.filter(({ operation }) => operation === 'add');
  const outcomes =
    adding.length > 0 ? database.addAll(adding.map(({ parameter }) => parameter as NewEvent)) : [];
  return [
    ...completing.map(({ callId }) => ({ callId })),
    ...adding.map(({ callId }, index) => ({ callId, result: outcomes[index] })),
    ...requests.flatMap(({ callId, operation, parameter }) =>
      operation === 'add' || operation === 'complete' || operation === 'close'
        ? []
        : { callId, result: performOperation(database, operation, parameter) },
    ),
  ];
}

// An error of the driver's own kind does not keep its text on its way out of a thread.
function open(options: SqliteOptions): SqliteDatabase {
  try {
    return openSqliteDatabase(options);
  } catch (error) {
    throw new Error(failureText(error));
  }
}

if (parentPort !== null) serve(parentPort);
