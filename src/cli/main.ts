import { exitCodes } from '../errors.js';
import type { Io } from './context.js';
import { reportFailure } from './failure.js';
import { EarlyEnd, runProgram } from './program.js';
import { createTerminal } from './terminal.js';

/** The program as a shell starts it. */
export async function main(argv: readonly string[]): Promise<void> {
  const interruption = new AbortController();
  let endsByItself = false;
  const interrupt = (): void => {
    interruption.abort();
    if (!endsByItself) process.exit(exitCodes.interrupted.code);
  };
  process.once('SIGINT', interrupt);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endQuietlyWithReader);

  process.exitCode = await run(argv, {
    // Behind a getter, since merely looking at standard input opens it.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    signal: interruption.signal,
    endByItself() {
      endsByItself = true;
      // What stops a service stops this too; to stop it at once, it is said again.
      process.once('SIGTERM', interrupt);
    },
  });
}

/** Runs one command line to its end and returns its exit code. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const flags = { json: hasFlag(argv, '--json'), quiet: hasFlag(argv, '--quiet') };
  const { stdout, stderr, env } = io;
  const terminal = createTerminal({ stdout, stderr, env, flags });
  try {
    return await runProgram(argv, { io, terminal });
  } catch (error) {
    return error instanceof EarlyEnd ? error.exitCode : await reportFailure(error, terminal, flags.json);
  }
}

// Known before the command line is parsed, because a failure to parse it is reported in the same form.
function hasFlag(argv: readonly string[], flag: string): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? argv.length : end).includes(flag);
}

// `sinch-webhooks events | head -1` closes the pipe early, which is no failure.
function endQuietlyWithReader(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  throw error;
}
