import { Worker } from 'node:worker_threads';
import type { SqliteOptions } from './sqlite-database.js';
import type { StoreReply, StoreRequest } from './sqlite-thread.js';
import type { Store } from './store.js';

interface Call {
  readonly startedAt: number;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

export interface SqliteStoreOptions extends Omit<SqliteOptions, 'now'> {
  /** How long to wait for a disk that has got stuck. What was asked may still be done after that. */
  readonly patienceMilliseconds?: number;
}

const reopenMilliseconds = 500;

/** A store in a file, which a thread of its own writes: what it says is kept survives the loss of power. */
export function createSqliteStore({ patienceMilliseconds = 5_000, ...options }: SqliteStoreOptions): Store {
  const calls = new Map<number, Call>();
  let thread: Worker | undefined;
  let isClosing = false;
  let number = 0;
  const watching = setInterval(rejectStuck, patienceMilliseconds / 10).unref();

  function open(): Promise<void> {
    return new Promise((resolve, reject) => {
      const started = startThread(options);
      started.once('message', () => {
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
    const again = (): void => void setTimeout(() => void open().catch(again), reopenMilliseconds);
    again();
  }

  function settle(replies: readonly StoreReply[]): void {
    for (const { number: of, result, error } of replies) {
      const call = calls.get(of);
      calls.delete(of);
      if (error === undefined) call?.resolve(result as never);
      else call?.reject(Object.assign(new Error(error.message), { code: error.code }));
    }
  }

  function rejectStuck(): void {
    const before = performance.now() - patienceMilliseconds;
    for (const [of, { startedAt, reject }] of calls) {
      // They are in the order they were made in.
      if (startedAt > before) return;
      calls.delete(of);
      reject(new Error(`the inbox has not answered within ${patienceMilliseconds / 1000} s`));
    }
  }

  function failAll(error: Error): void {
    for (const call of calls.values()) call.reject(error);
    calls.clear();
  }

  function call(operation: StoreRequest['operation']) {
    return <Result>(parameter?: unknown): Promise<Result> =>
      new Promise<Result>((resolve, reject) => {
        if (thread === undefined) {
          reject(new Error('the inbox is not open'));
          return;
        }
        number += 1;
        calls.set(number, { startedAt: performance.now(), resolve, reject });
        thread.postMessage({ number, operation, parameter } satisfies StoreRequest);
      });
  }

  return {
    open,
    add: call('add'),
    claim: call('claim'),
    renew: call('renew'),
    complete: call('complete'),
    postpone: call('postpone'),
    release: call('release'),
    park: call('park'),
    stats: call('stats'),
    list: call('list'),
    show: call('show'),
    retry: call('retry'),
    purge: call('purge'),
    forget: call('forget'),
    async close() {
      isClosing = true;
      clearInterval(watching);
      if (thread === undefined) return;
      const closing = call('close')();
      thread = undefined;
      await closing;
    },
  };
}

function startThread(options: Omit<SqliteOptions, 'now'>): Worker {
  const script = new URL(import.meta.url.replace(/sqlite-store(\.[jt]s)/, 'sqlite-thread$1'));
  if (script.pathname.endsWith('.js')) return new Worker(script, { workerData: options });
  // Run from source. A thread does not have the loader of the process, so it gets its own.
  const loading = `import(${JSON.stringify('tsx/esm/api')}).then(({ register }) => {
    register();
    return import(${JSON.stringify(script.href)});
  })`;
  return new Worker(loading, { eval: true, workerData: options });
}
