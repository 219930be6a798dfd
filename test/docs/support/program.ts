import { Readable } from 'node:stream';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type * as Main from '../../../src/cli/main.js';
import { exitCodes } from '../../../src/errors.js';
import type { Ending } from '../../cli/run-cli.js';
import type { Call } from './shell.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

// The program as it was built takes a third of the time; where it is older than its source, the source is run.
const program: Promise<typeof Main> = isBuilt()
  ? import(join(root, 'dist/cli.js'))
  : import('../../../src/cli/main.js');

function isBuilt(): boolean {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  const changed = Math.max(...files.map((file) => statSync(join(root, 'src', file)).mtimeMs));
  const built = statSync(join(root, 'dist/build-stamp.txt'), { throwIfNoEntry: false });
  return built !== undefined && built.mtimeMs > changed;
}

/** Runs the program in this process; one that goes on until it is interrupted is, once it has said that it has started. */
export async function runProgram(argv: readonly string[], { cwd, env, stdin }: Call): Promise<Ending> {
  process.chdir(cwd);
  const { run } = await program;
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
  // Interrupted here, and as it should be.
  const isEnded = interruption.signal.aborted && exitCode === exitCodes.interrupted.code;
  return { exitCode: isEnded ? 0 : exitCode, stdout: stdout.text(), stderr: stderr.text() };

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
