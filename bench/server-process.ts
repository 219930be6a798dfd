import { spawn, spawnSync, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

export interface ServerProcess {
  readonly port: number;
  /** What it takes of memory now, in bytes; 0 where the system does not tell. */
  residentBytes(): number;
  /** The processor time it has had, in milliseconds; 0 where the system does not tell. */
  processorMilliseconds(): number;
}

export interface ServerOptions {
  /** What Node is to run, with its flags. */
  readonly command: readonly string[];
  readonly folder: string;
  readonly log: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The Node that runs it, where it is not this one. */
  readonly node?: string | undefined;
}

const readyLimit = 30_000;
const isPinned = cpus().length > 1 && spawnSync('taskset', ['--version']).error === undefined;

/** Leaves the first core to the servers. Says in words what was done. */
export function keepOffServersCore(): string {
  if (!isPinned) return 'servers, load and Redis on whichever core';
  spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', `1-${cpus().length - 1}`, String(process.pid)]);
  return 'the server on one core; the load, and Redis, on the others';
}

/** Starts a server, does something with it once it listens, and ends it. */
export async function withServer<Result>(
  options: ServerOptions,
  work: (server: ServerProcess) => Promise<Result>,
): Promise<Result> {
  const server = await startServer(options);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

/** Runs a program where servers run, and resolves with what it printed. */
export async function runProgram(options: Omit<ServerOptions, 'log'>): Promise<string> {
  const child = spawnPinned(options, ['ignore', 'pipe', 'inherit']);
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${options.command.join(' ')} ended with ${code}`);
  return output;
}

async function startServer(options: ServerOptions): Promise<ServerProcess & { stop(): Promise<void> }> {
  const { log } = options;
  writeFileSync(log, '');
  const output = openSync(log, 'a');
  const child = spawnPinned(options, ['ignore', output, output]);
  closeSync(output);
  const ended = once(child, 'exit');
  const startedAt = performance.now();
  let port: number | undefined;
  while (port === undefined) {
    const text = readFileSync(log, 'utf8');
    if (child.exitCode !== null) throw new Error(`A server ended: ${text}`);
    if (performance.now() - startedAt > readyLimit) {
      child.kill('SIGKILL');
      throw new Error(`A server does not listen: ${text}`);
    }
    const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1];
    if (found === undefined) await wait(10);
    else port = Number(found);
  }
  return {
    port,
    residentBytes: () => kilobytesOf(child.pid ?? 0, 'VmRSS') * 1024,
    processorMilliseconds: () => processorMilliseconds(child.pid ?? 0),
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Starts a program where servers run. */
export function spawnPinned(
  { command, folder, environment, node = process.execPath }: Omit<ServerOptions, 'log'>,
  stdio: StdioOptions,
) {
  const line = [...(isPinned ? ['taskset', '--cpu-list', '0'] : []), node, ...command];
  return spawn(line[0] ?? '', line.slice(1), {
    cwd: folder,
    stdio,
    env: { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error', ...environment },
  });
}

/** A figure of a process's memory, such as `VmHWM`, the most it has had; 0 where the system does not tell. */
export function kilobytesOf(pid: number, figure: 'VmRSS' | 'VmHWM'): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${figure}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

// The system counts in hundredths of a second.
function processorMilliseconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}
