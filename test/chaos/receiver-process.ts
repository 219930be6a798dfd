import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endWithThisProcess } from '../support/end-with-this-process.js';
import type { Stage } from './scenario.js';

export const secret = 'the-secret-of-chaos';

export interface ReceiverProcess {
  readonly pid: number;
  readonly port: number;
  /** From its start until `/readyz` answered 200. */
  readonly readyMilliseconds: number;
  readonly isRunning: () => boolean;
  /** What it takes of memory now, in MiB; 0 once it has ended. */
  readonly residentMegabytes: () => number;
  /** The processor time it has had, in milliseconds. */
  readonly processorMilliseconds: () => number;
  readonly output: () => string;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Its exit code, or `null` when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Ends it at once. */
  readonly kill: () => Promise<void>;
}

export interface StartOptions {
  /** What its log and its journal are called, where a scenario has several processes. */
  readonly name?: string;
  /** What it runs: a receiver, unless it is a worker that takes no events. */
  readonly entry?: 'server' | 'worker';
  /** Where its events are kept; in the scenario's folder unless said otherwise. */
  readonly store?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether others have the processors first. */
  readonly yields?: boolean;
  /** How far its wall clock is ahead. */
  readonly clockShiftMilliseconds?: number;
}

/** The folder of each one's scenario. */
const running = new Map<ChildProcess, string>();
// On a machine that has all its processors full, which some scenarios see to.
const readyLimit = 60_000;

// Others have three times as much of a processor.
const politeness = 5;

export function storeOf({ folder }: Stage): string {
  return join(folder, 'inbox.sqlite');
}

export function journalOf({ folder }: Stage, name?: string): string {
  return join(folder, name === undefined ? 'journal.jsonl' : `journal-${name}.jsonl`);
}

/** Starts the receiver on the scenario's store, and waits until it is ready. */
export async function startReceiver(stage: Stage, options: StartOptions = {}): Promise<ReceiverProcess> {
  const startedAt = performance.now();
  const child = spawnReceiver(stage, options);
  const ended = once(child, 'exit').then(() => child.exitCode);
  void ended.then(() => running.delete(child));
  const output = (): string => readFileSync(logOf(stage, options), 'utf8');
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  let port: number | undefined;
  while (port === undefined || !(await isReady(port))) {
    port ??= portIn(output());
    if (!isRunning()) throw new Error(`The receiver ended: ${output()}`);
    if (performance.now() - startedAt > readyLimit) {
      child.kill('SIGKILL');
      throw new Error(`The receiver is not ready: ${output()}`);
    }
    await wait(5);
  }
  return {
    pid: child.pid ?? 0,
    port,
    readyMilliseconds: performance.now() - startedAt,
    isRunning,
    residentMegabytes: () => residentMegabytes(child.pid),
    processorMilliseconds: () => processorMilliseconds(child.pid),
    output,
    signal: (signal) => void child.kill(signal),
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Ends what a scenario that failed has left running. */
export async function endReceivers({ folder }: Stage): Promise<void> {
  const left = [...running].filter(([, place]) => place.startsWith(folder)).map(([child]) => child);
  const ends = left.map((child) => once(child, 'exit'));
  for (const child of left) child.kill('SIGKILL');
  await Promise.all(ends);
}

function spawnReceiver(stage: Stage, options: StartOptions): ChildProcess {
  const {
    store = storeOf(stage),
    name,
    entry = 'server',
    environment = {},
    clockShiftMilliseconds,
  } = options;
  const preload = fileURLToPath(new URL('./receiver/shift-clock.mjs', import.meta.url));
  const flags = clockShiftMilliseconds === undefined ? [] : ['--import', preload];
  // A file takes what it prints, so that nothing it does depends on who reads.
  writeFileSync(logOf(stage, options), '');
  const log = openSync(logOf(stage, options), 'a');
  const child = spawn(process.execPath, [...flags, join('dist', `${entry}.js`)], {
    cwd: stage.receiver.folder,
    stdio: ['ignore', log, log],
    env: {
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      SINCH_WEBHOOK_SECRET: secret,
      INBOX_FILE: store,
      CHAOS_JOURNAL: journalOf(stage, name),
      ...(clockShiftMilliseconds !== undefined && { CLOCK_SHIFT: String(clockShiftMilliseconds) }),
      ...environment,
    },
  });
  closeSync(log);
  if (options.yields === true && child.pid !== undefined) {
    setPriority(child.pid, politeness);
  }
  endWithThisProcess(child);
  running.set(child, stage.folder);
  return child;
}

function logOf({ folder }: Stage, { name = 'receiver' }: StartOptions): string {
  return join(folder, `${name}.log`);
}

function portIn(text: string): number | undefined {
  const port = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(text)?.[1];
  return port === undefined ? undefined : Number(port);
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200;
  } catch {
    return false;
  }
}

function residentMegabytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

// The system counts in hundredths of a second.
function processorMilliseconds(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
