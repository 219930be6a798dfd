import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { run } from '../../../src/cli/main.js';
import type { Ending } from '../../cli/run-cli.js';
import type { Call } from './shell.js';

/** Runs the program in this process; one that goes on until it is interrupted is, once it has said that it has started. */
export async function runProgram(argv: readonly string[], { cwd, env, stdin }: Call): Promise<Ending> {
  process.chdir(cwd);
  const interruption = new AbortController();
  const [stdout, stderr] = [capture(), capture()];
  const exitCode = await run(argv, {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    env,
    signal: interruption.signal,
    endByItself: () => void interruptOnceStarted(),
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };

  async function interruptOnceStarted(): Promise<void> {
    while (stdout.text() === '') await wait(20);
    // A scenario that ends the program is played to its end.
    if (!argv.includes('--once')) interruption.abort();
  }
}

function capture() {
  const pieces: string[] = [];
  return {
    isTTY: false,
    columns: 80,
    write: (piece: string) => pieces.push(piece),
    text: () => pieces.join(''),
  };
}
