import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { Target } from '../../src/render/targets/index.js';

export interface RunningReceiver {
  /** The URL that takes every event, as the receiver prints it. */
  readonly url: string;
  /** What the receiver has written to standard output so far. */
  readonly output: () => string;
  /** Asks the receiver to end, as a supervisor would, and resolves with its exit code. */
  readonly stop: () => Promise<number | null>;
}

export interface EndedReceiver {
  readonly exitCode: number | null;
  readonly errors: string;
}

type Environment = Readonly<Record<string, string>>;

/** Starts a built receiver and waits until it listens. Fails with what it printed when it ends before. */
export async function startReceiver(
  folder: string,
  target: Target,
  env: Environment,
): Promise<RunningReceiver> {
  const { child, output, errors } = spawnReceiver(folder, target, env);
  const urlForm = /http:\/\/\S+/;
  while (!urlForm.test(output())) {
    if (child.exitCode !== null) throw new Error(`The receiver ended: ${output()}${errors()}`);
    await wait(20);
  }
  return {
    url: urlForm.exec(output())?.[0] ?? '',
    output,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}

/** Starts a built receiver that cannot run, and waits for its end. */
export async function startInVain(folder: string, target: Target, env: Environment): Promise<EndedReceiver> {
  const { child, errors } = spawnReceiver(folder, target, env);
  await once(child, 'close');
  return { exitCode: child.exitCode, errors: errors() };
}

function spawnReceiver(folder: string, target: Target, env: Environment) {
  // Nothing of the environment of the tests, where a secret may be set.
  const child = spawn(process.execPath, [join('dist', `${target.main}.js`)], { cwd: folder, env });
  onTestFinished(() => void child.kill('SIGKILL'));
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (written.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (written.stderr += chunk.toString()));
  return { child, output: () => written.stdout, errors: () => written.stderr };
}
