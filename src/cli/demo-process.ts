import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** A program of a receiver that runs beside this one. */
export interface DemoProcess {
  /** Resolves with what it printed last, when it ends by itself. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export interface DemoProcessOptions {
  readonly directory: string;
  /** The built file, relative to the folder. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** An address that answers once it has started. */
  readonly url: string;
}

const longestStartMs = 30_000;
const longestStopMs = 10_000;
const outputShown = 2_000;

/** Starts a program, and resolves when it answers. Rejects with what it printed if it ends before, or never does. */
export async function startDemoProcess({
  directory,
  entry,
  env,
  url,
}: DemoProcessOptions): Promise<DemoProcess> {
  const child = spawn(process.execPath, [entry], { cwd: directory, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-outputShown);
    });
  }
  const exit = once(child, 'exit');
  const ended = exit.then(() => output);
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), longestStopMs);
    await exit;
    clearTimeout(timer);
  };
  const isUp = await Promise.race([answers(url), ended.then(() => false)]);
  if (!isUp) {
    await stop();
    throw new Error(`${entry} has not started:\n${output}`);
  }
  return { ended, stop };
}

async function answers(url: string): Promise<boolean> {
  const end = Date.now() + longestStartMs;
  while (Date.now() < end) {
    const response = await fetch(url).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok === true) return true;
    await wait(100);
  }
  return false;
}
