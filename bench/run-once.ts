import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { kilobytesOf, spawnPinned, type ServerOptions } from './server-process.js';

// A type, since an interface would not pass for `Figures`.
export type Ran = {
  /** From its start to its end. */
  readonly milliseconds: number;
  /** The most memory it has had at a time, in MB; 0 where the system does not tell. */
  readonly peakMegabytes: number;
  /** How often a second of its main thread's work would run it; 0 where the system does not tell. */
  readonly perProcessorSecond: number;
};

// The system keeps the peak: what is asked for late is only what it grows by in its last milliseconds.
const askMilliseconds = 3;

/** Runs a program of Node to its end, on the core of the servers. Throws when it ends with another code. */
export async function runOnce(options: Omit<ServerOptions, 'log'>, expectedCode = 0): Promise<Ran> {
  const startedAt = performance.now();
  const child = spawnPinned(options, ['ignore', 'ignore', 'pipe']);
  let errors = '';
  let peak = 0;
  let work = 0;
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const asking = setInterval(() => {
    peak = Math.max(peak, kilobytesOf(child.pid ?? 0, 'VmHWM'));
    work = Math.max(work, mainThreadMilliseconds(child.pid ?? 0));
  }, askMilliseconds);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(asking);
  const milliseconds = performance.now() - startedAt;
  if (code !== expectedCode) throw new Error(`${options.command.join(' ')} ended with ${code}: ${errors}`);
  const perProcessorSecond = work === 0 ? 0 : 1000 / work;
  return { milliseconds, peakMegabytes: (peak * 1024) / 1e6, perProcessorSecond };
}

// In nanoseconds: the hundredths that the system counts for a process are too long for one that does nothing.
function mainThreadMilliseconds(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return 0;
  }
}
