import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { endWithThisProcess } from '../../support/end-with-this-process.js';
import { freePort } from '../../support/free-port.js';

export const webhookSecret = 'the-secret-of-recipes';

/** A compiled receiver that is started as its user does, ended as nobody wants it, and started again at its port. */
export interface RecipeProcess {
  readonly port: number;
  /** The address of its webhook. */
  readonly url: string;
  /** Resolves when it is ready. */
  start(): Promise<void>;
  /** Ends it as a loss of power would. */
  kill(): Promise<void>;
  /** Ends it in order, and resolves with its exit code. */
  stop(): Promise<number | null>;
  /** All that it has printed, in every run. */
  output(): string;
}

const readyLimit = 30_000;

export async function createRecipeProcess(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<RecipeProcess> {
  const port = await freePort();
  const logFile = join(folder, 'output.log');
  const output = (): string => readFileSync(logFile, 'utf8');
  let child: ChildProcess | undefined;

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const ending = child;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return null;
    const exit = once(ending, 'exit');
    ending.kill(signal);
    await exit;
    return ending.exitCode;
  }

  return {
    port,
    url: `http://127.0.0.1:${port}/webhooks/sinch`,
    output,
    async start() {
      const log = openSync(logFile, 'a');
      const started = spawn(process.execPath, [join('dist', 'server.js')], {
        cwd: folder,
        stdio: ['ignore', log, log],
        env: {
          ...process.env,
          HOST: '127.0.0.1',
          PORT: String(port),
          LOG_LEVEL: 'warn',
          SINCH_WEBHOOK_SECRET: webhookSecret,
          ...environment,
        },
      });
      closeSync(log);
      endWithThisProcess(started);
      child = started;
      const startedAt = performance.now();
      while (!(await isReady(port))) {
        if (started.exitCode !== null || started.signalCode !== null) {
          throw new Error(`The receiver ended: ${output()}`);
        }
        if (performance.now() - startedAt > readyLimit) throw new Error(`It is not ready: ${output()}`);
        await wait(10);
      }
    },
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200;
  } catch {
    return false;
  }
}
