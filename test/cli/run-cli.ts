import { Readable } from 'node:stream';
import { vi } from 'vitest';
import { run } from '../../src/cli/main.js';
import { buildProgram } from '../../src/cli/program.js';
import { createTerminal } from '../../src/cli/terminal.js';

// The first command of a test file loads the AsyncAPI parser, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

export interface Ending {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Whether both outputs are a terminal, 80 columns wide. */
  readonly isTTY?: boolean;
  readonly signal?: AbortSignal;
  /** Told what is printed on either output, as it is printed. */
  readonly onOutput?: (text: string) => void;
}

/** Runs a command line in this process, as `main` does in its own. */
export async function runCli(argv: readonly string[], surroundings: Surroundings = {}): Promise<Ending> {
  const { env = {}, stdin = '', isTTY = false, signal = new AbortController().signal } = surroundings;
  const { onOutput = () => {} } = surroundings;
  const [stdout, stderr] = [capture(isTTY, onOutput), capture(isTTY, onOutput)];
  const exitCode = await run(argv, {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    env,
    signal,
    endByItself: () => {},
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

/** The program to look at, which is not run. */
export function bareProgram() {
  const [stdout, stderr] = [capture(false), capture(false)];
  const io = { stdin: Readable.from([]), stdout, stderr, env: {}, signal: new AbortController().signal };
  const terminal = createTerminal({ stdout, stderr, env: {}, flags: { json: false, quiet: true } });
  return buildProgram({ io: { ...io, endByItself: () => {} }, terminal }, () => {});
}

function capture(isTTY: boolean, onOutput: (text: string) => void = () => {}) {
  const pieces: string[] = [];
  const write = (text: string): void => {
    pieces.push(text);
    onOutput(text);
  };
  return { isTTY, columns: 80, write, text: () => pieces.join('') };
}
