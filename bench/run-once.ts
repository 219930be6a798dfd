import { once } from 'node:events';
import { kilobytesOf, spawnPinned, type ServerOptions } from './server-process.js';

// A type, since an interface would not pass for `Figures`.
export type Ran = {
  /** From its start to its end. */
  readonly milliseconds: number;
  /** The most memory it has had at a time, in MB; 0 where the system does not tell. */
  readonly peakMegabytes: number;
};

// The system keeps the peak: what is asked for late is only what it grows by in its last milliseconds.
const askMilliseconds = 3;

/** Runs a program of Node to its end, on the core of the servers. Throws when it ends with another code. */
export async function runOnce(options: Omit<ServerOptions, 'log'>, expectedCode = 0): Promise<Ran> {
  const startedAt = performance.now();
  const child = spawnPinned(options, ['ignore', 'ignore', 'pipe']);
  let errors = '';
  let peak = 0;
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const asking = setInterval(() => {
    peak = Math.max(peak, kilobytesOf(child.pid ?? 0, 'VmHWM'));
  }, askMilliseconds);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(asking);
  const milliseconds = performance.now() - startedAt;
  if (code !== expectedCode) throw new Error(`${options.command.join(' ')} ended with ${code}: ${errors}`);
  return { milliseconds, peakMegabytes: (peak * 1024) / 1e6 };
}
