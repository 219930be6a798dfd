import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { endWithThisProcess } from '../../support/end-with-this-process.js';
import { freePort } from '../../support/free-port.js';

/** The dashboard of a compiled receiver, which is started and ended apart from it. */
export interface DashboardProcess {
  /** Where browsers find it, whether it runs or not. */
  readonly url: string;
  /** Resolves when it answers. */
  start(): Promise<void>;
  /** Ends it as a loss of power would. */
  kill(): Promise<void>;
  /** Ends it in order, and resolves with its exit code. */
  stop(): Promise<number | null>;
}

const readyLimit = 30_000;

export async function createDashboardProcess(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<DashboardProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const logFile = join(folder, 'dashboard.log');
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
    url,
    async start() {
      const log = openSync(logFile, 'a');
      const started = spawn(process.execPath, [join('dist', 'app', 'dashboard.js')], {
        cwd: folder,
        stdio: ['ignore', log, log],
        env: { DASHBOARD_PORT: String(port), ...environment },
      });
      closeSync(log);
      endWithThisProcess(started);
      child = started;
      const startedAt = performance.now();
      while (!(await isReady(url))) {
        if (started.exitCode !== null || performance.now() - startedAt > readyLimit) {
          throw new Error(`The dashboard does not answer: ${readFileSync(logFile, 'utf8')}`);
        }
        await wait(20);
      }
    },
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}
