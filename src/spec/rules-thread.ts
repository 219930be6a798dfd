import { parentPort, workerData } from 'node:worker_threads';
import { keepCompiled } from './compile-cache.js';
import type { RulesRequest } from './judge.js';

/** What a thread is started with. */
export interface RulesThreadData {
  /** Where the process keeps what it has compiled, if it does: a thread has to be told. */
  readonly compiled?: string | undefined;
}

// The AsyncAPI parser, in a thread of its own: on some documents it is at work for minutes, and what is synchronous can
// be ended from outside only. It is loaded once it is known where it may lie compiled.
const { compiled } = (workerData ?? {}) as RulesThreadData;
if (compiled !== undefined) keepCompiled(compiled);
const loading = import('./judge.js');
// Whoever asks is told what went wrong.
loading.catch(() => {});

parentPort?.on('message', async (request: RulesRequest) => {
  const { judge } = await loading;
  parentPort?.postMessage(await judge(request));
});
