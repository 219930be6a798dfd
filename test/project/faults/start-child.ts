import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { GenerateOptions } from '../../../src/generate.js';

const program = fileURLToPath(new URL('child-run.mjs', import.meta.url));

export interface Kill {
  /** Which operation of the run, from 0. */
  readonly index: number;
  /** `during` leaves half of what was to be written. */
  readonly when: 'before' | 'during' | 'after';
}

export interface ChildTask {
  readonly command: 'generate' | 'undo';
  readonly options: GenerateOptions;
  /** The file with what `renderDocument` resolves to. */
  readonly rendered: string;
  readonly kill?: Kill;
  /** The operation before which it waits. */
  readonly hold?: number;
  /** Whether it waits before it begins. */
  readonly isPaced?: boolean;
}

export interface ChildEnding {
  /** `DONE`, the code of the error, or the signal. */
  readonly code: string;
  readonly message?: string;
  readonly operations?: number;
}

export interface Child {
  /** Resolves once it waits. */
  readonly waits: () => Promise<unknown>;
  readonly goOn: () => void;
  readonly ended: Promise<ChildEnding>;
}

/** Starts a run in a process of its own. */
export function startChild(task: ChildTask): Child {
  const child = spawn(process.execPath, [program, JSON.stringify(task)]);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    waits: () => lines.next(),
    goOn: () => child.stdin.write('\n'),
    ended: endingOf(child),
  };
}

export function runChild(task: ChildTask): Promise<ChildEnding> {
  return startChild(task).ended;
}

async function endingOf(child: ChildProcessWithoutNullStreams): Promise<ChildEnding> {
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal !== null) return { code: signal };
  const last = output.trimEnd().split('\n').at(-1);
  return last ? (JSON.parse(last) as ChildEnding) : { code: 'BUG', message: errors };
}
