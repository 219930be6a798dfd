import { Worker } from 'node:worker_threads';
import type { SqliteOptions } from './sqlite-database.js';
import type { StoreReply, StoreRequest } from './sqlite-thread.js';
import { createNumberedTable } from './numbered-table.js';
import { buildStoreCalls, type Claim, type Store } from './store.js';

interface Call {
  readonly callId: number;
  readonly operation: StoreRequest['operation'];
  readonly startedAt: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export interface SqliteStoreOptions extends Omit<SqliteOptions, 'now'> {
  /** How long to wait for a disk that has got stuck. What was asked may still be done after that. */
  readonly callTimeoutMilliseconds?: number;
}

const reopenMilliseconds = 500;

/** A store in a file, which a thread of its own writes: what it says is kept survives the loss of power. */
export function createSqliteStore({
  callTimeoutMilliseconds = 5_000,
  ...options
}: SqliteStoreOptions): Store {
  const calls = createNumberedTable<Call>();
  const lateClaims = new Set<number>();
  let thread: Worker | undefined;
  let isClosing = false;
  let lastCallId = 0;
  let asked: StoreRequest[] = [];
  const watching = setInterval(rejectStuck, callTimeoutMilliseconds / 10).unref();

  function open(): Promise<void> {
    return new Promise((resolve, reject) => {
      const started = startThread(options);
      started.once('message', () => {
        if (isClosing) return void started.terminate();
        thread = started;
        started.on('message', settle);
        started.once('exit', reopen);
        resolve();
      });
      started.once('error', (error) => {
        reject(error);
        failAll(error);
      });
    });
  }

  function reopen(): void {
    thread = undefined;
    failAll(new Error('the inbox is closed'));
    if (isClosing) return;
    setTimeout(() => {
      if (!isClosing) open().catch(reopen);
    }, reopenMilliseconds);
  }

  function settle(replies: readonly StoreReply[]): void {
    for (const { callId, result, error } of replies) {
      const call = calls.get(callId);
      calls.delete(callId);
      if (error === undefined) call?.resolve(result);
      else call?.reject(Object.assign(new Error(error.message), { code: error.code }));
      // Nobody waits for these events any more, and nobody else may have them until their leases end.
      if (lateClaims.delete(callId) && error === undefined) handBack(result as Claim);
    }
  }

  function handBack({ events }: Claim): void {
    const leases = events.map(({ id, lease }) => ({ id, lease }));
    // What cannot be handed back is due when its lease ends.
    if (leases.length > 0) call('release', { leases, delayMilliseconds: 0 }).catch(() => {});
  }

  function rejectStuck(): void {
    const before = performance.now() - callTimeoutMilliseconds;
    for (const { callId, operation, startedAt, reject } of calls.values()) {
      // They are in the order they were made in.
      if (startedAt > before) return;
      calls.delete(callId);
      if (operation === 'claim') lateClaims.add(callId);
      reject(new Error(`the inbox has not answered within ${callTimeoutMilliseconds / 1000} s`));
    }
  }

  function failAll(error: Error): void {
    for (const call of calls.values()) call.reject(error);
    calls.clear();
  }

  function call(operation: StoreRequest['operation'], parameter?: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (thread === undefined) {
        reject(new Error('the inbox is not open'));
        return;
      }
      const callId = (lastCallId += 1);
      calls.set(callId, { callId, operation, startedAt: performance.now(), resolve, reject });
      if (asked.length === 0) setImmediate(ask);
      asked.push({ callId, operation, parameter });
    });
  }

  // Many requests come in one turn of the event loop, and a message costs the same for all of them.
  function ask(): void {
    const requests = asked;
    asked = [];
    if (requests.length === 0) return;
    try {
      thread?.postMessage(requests);
    } catch {
      for (const request of requests) askOne(request);
    }
  }

  /** Sends what was not sent with others, of which one cannot be sent. */
  function askOne(request: StoreRequest): void {
    try {
      thread?.postMessage([request]);
    } catch (error) {
      calls.get(request.callId)?.reject(error instanceof Error ? error : new Error(String(error)));
      calls.delete(request.callId);
    }
  }

  return {
    open,
    ...buildStoreCalls(call),
    async close() {
      isClosing = true;
      clearInterval(watching);
      if (thread === undefined) return;
      const closing = call('close');
      ask();
      thread = undefined;
      await closing;
    },
  };
}

function startThread(options: Omit<SqliteOptions, 'now'>): Worker {
  const script = new URL(import.meta.url.replace(/sqlite-store(\.[jt]s)/, 'sqlite-thread$1'));
  if (script.pathname.endsWith('.js')) return new Worker(script, { workerData: options });
  // Run from source. A thread does not have the loader of the process, so it gets its own. It is no dependency: what
  // runs from source has it already.
  const loader = 'tsx/esm/api';
  const loading = `import(${JSON.stringify(loader)}).then(({ register }) => {
    register();
    return import(${JSON.stringify(script.href)});
  })`;
  return new Worker(loading, { eval: true, workerData: options });
}
