import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { endWithThisProcess } from '../../support/end-with-this-process.js';

/** A program of a compiled receiver that is started as its user does, ended as nobody wants it, and started again. */
export interface RestartableProcess {
  /** Resolves when it is ready. */
  start(): Promise<void>;
  /** Ends it as a loss of power would. */
  kill(): Promise<void>;
  /** Ends it in order, and resolves with its exit code. */
  stop(): Promise<number | null>;
  /** All that it has printed, in every run. */
  output(): string;
}

export interface RestartableOptions {
  readonly folder: string;
  /** The file to run, below the folder. */
  readonly entry: string;
  /** Where its output is kept, below the folder. */
  readonly log: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** An address that is answered with 200 when it is ready. */
  readonly readyUrl: string;
}

const readyLimit = 30_000;

export function createRestartableProcess(options: RestartableOptions): RestartableProcess {
  const { folder, entry, environment, readyUrl } = options;
  const logFile = join(folder, options.log);
  const output = (): string => readFileSync(logFile, 'utf8');
  let child: ChildProcess | undefined;

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const ending = child;
    if (ending === undefined || hasEnded(ending)) return null;
    const exit = once(ending, 'exit');
    ending.kill(signal);
    await exit;
    return ending.exitCode;
  }

  return {
    output,
    async start() {
      const log = openSync(logFile, 'a');
      const started = spawn(process.execPath, [entry], {
        cwd: folder,
        stdio: ['ignore', log, log],
        env: environment,
      });
      closeSync(log);
      endWithThisProcess(started);
      child = started;
      const startedAt = performance.now();
      while (!(await isReady(readyUrl))) {
        if (hasEnded(started)) throw new Error(`${entry} has ended: ${output()}`);
        if (performance.now() - startedAt > readyLimit) throw new Error(`${entry} is not ready: ${output()}`);
        await wait(10);
      }
    },
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status === 200;
  } catch {
    return false;
  }
}
