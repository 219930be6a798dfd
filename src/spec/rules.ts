import { Worker, type WorkerOptions } from 'node:worker_threads';
import { UserError } from '../errors.js';
import { findCompileCache } from './compile-cache.js';
import { fixes } from './fixes.js';
import { limits } from './limits.js';
import { printable } from './printable.js';
import type { RuleBreach, RulesRequest } from './judge.js';
import type { RulesThreadData } from './rules-thread.js';

export interface RulesBounds {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** A large document takes long without anything being wrong with it. */
export function boundsFor({ json }: Pick<RulesRequest, 'json'>): RulesBounds {
  const further = Math.max(0, Math.ceil(json.length / 1024 ** 2) - 1);
  return {
    milliseconds: limits.rulesMilliseconds + further * limits.rulesMillisecondsPerMebibyte,
    megabytes: limits.rulesMegabytes,
  };
}

/** Asks the AsyncAPI parser what is wrong with a document, or throws `SPEC_TOO_SLOW` where it does not get through. */
export async function askRules(
  request: RulesRequest & { readonly name: string },
  { milliseconds, megabytes }: RulesBounds = boundsFor(request),
): Promise<readonly RuleBreach[]> {
  const { name, json, advice } = request;
  const thread = takeThread(megabytes);
  const outcome = await ask(thread, { json, advice }, milliseconds);
  if (outcome.kind === 'judged') {
    idle.push({ thread, megabytes });
    return outcome.breaches;
  }
  void thread.terminate();
  if (outcome.kind === 'failed') throw outcome.error;
  const reason = outcome.kind === 'late' ? `${milliseconds / 1000} s` : `${megabytes} MB of memory`;
  throw new UserError({
    code: 'SPEC_TOO_SLOW',
    message: `It takes more than ${reason} to check ${printable(name)} against the rules of AsyncAPI`,
    help: fixes.fewerReferences,
  });
}

/** Begins to load what judges a document, for one that is still to be read. */
export function prepareRules(): void {
  const megabytes = limits.rulesMegabytes;
  if (idle.some((waiting) => waiting.megabytes === megabytes)) return;
  const thread = startThread({ resourceLimits: { maxOldGenerationSizeMb: megabytes } });
  // What goes wrong before anything is asked is told to whoever asks.
  thread.on('error', (error) => broken.set(thread, error));
  thread.unref();
  idle.push({ thread, megabytes });
}

const broken = new WeakMap<Worker, Error>();

/** Threads that wait for a document: to load the parser takes a second, and a command may read two documents. */
const idle: { readonly thread: Worker; readonly megabytes: number }[] = [];

function takeThread(megabytes: number): Worker {
  const index = idle.findIndex((waiting) => waiting.megabytes === megabytes);
  const [waiting] = index === -1 ? [] : idle.splice(index, 1);
  return waiting?.thread ?? startThread({ resourceLimits: { maxOldGenerationSizeMb: megabytes } });
}

type Outcome =
  | { readonly kind: 'judged'; readonly breaches: readonly RuleBreach[] }
  | { readonly kind: 'late' }
  | { readonly kind: 'full' }
  | { readonly kind: 'failed'; readonly error: unknown };

function ask(thread: Worker, request: RulesRequest, milliseconds: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const failure = broken.get(thread);
    if (failure !== undefined) return resolve(outcomeOf(failure));
    // An answer may be there already, and not be heard because this thread was at work itself.
    const timer = setTimeout(() => setImmediate(() => settle({ kind: 'late' })), milliseconds);
    let isSettled = false;
    const settle = (outcome: Outcome): void => {
      // By now the thread may be asked about another document.
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      thread.removeAllListeners('message').removeAllListeners('error');
      // What waits for nothing must not keep the program from its end.
      thread.unref();
      resolve(outcome);
    };
    thread.on('message', (breaches: readonly RuleBreach[]) => settle({ kind: 'judged', breaches }));
    thread.on('error', (error) => settle(outcomeOf(error)));
    thread.ref();
    thread.postMessage(request);
  });
}

function outcomeOf(error: NodeJS.ErrnoException): Outcome {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { kind: 'full' } : { kind: 'failed', error };
}

function startThread(options: WorkerOptions): Worker {
  const isSource = new URL(import.meta.url).pathname.endsWith('.ts');
  const script = new URL(isSource ? 'rules-thread.ts' : 'rules-thread.js', import.meta.url);
  const data: RulesThreadData = { compiled: findCompileCache() };
  if (!isSource) return new Worker(script, { ...options, workerData: data });
  // Run from source. A thread does not have the loader of the process, so it gets its own. It is no dependency: what
  // runs from source has it already. It is found from here, wherever the program is run.
  const loader = import.meta.resolve('tsx/esm/api');
  const loading = `import(${JSON.stringify(loader)}).then(({ register }) => {
    register();
    return import(${JSON.stringify(script.href)});
  })`;
  return new Worker(loading, { ...options, eval: true });
}
