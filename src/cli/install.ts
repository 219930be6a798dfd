import { spawn } from 'node:child_process';
import { UserError } from '../errors.js';
import { shellWord } from './shell-word.js';

export interface InstallOptions {
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Told what npm prints, as it prints it; without this, a failure carries the end of it. */
  readonly onOutput?: (text: string) => void;
}

/** Runs `npm install` in a folder. Throws `INSTALL_FAILED` with the command to run by hand. */
export function installDependencies(options: InstallOptions): Promise<void> {
  return npm(['install'], options);
}

/** Compiles a receiver. Throws in the same way. */
export function buildReceiver(options: InstallOptions): Promise<void> {
  return npm(['run', 'build'], options);
}

type NpmCommand = readonly ['install'] | readonly ['run', 'build'];

async function npm(command: NpmCommand, options: InstallOptions): Promise<void> {
  const { status, output } = await runNpm(command, options);
  if (status === 0) return;
  const words = command.join(' ');
  throw new UserError({
    code: 'INSTALL_FAILED',
    message: `The receiver is written, but "npm ${words}" failed (${status})`,
    help: `Run it by hand: npm ${words} --prefix ${shellWord(options.directory)}`,
    details: options.onOutput === undefined ? output.trim().split('\n').slice(-linesShown) : [],
  });
}

const linesShown = 15;

function runNpm(command: NpmCommand, { directory, env, signal, onOutput }: InstallOptions) {
  return new Promise<{ status: number | string; output: string }>((resolve) => {
    // On Windows npm is a script, which only a shell starts. Nothing in this command line comes from the user.
    const child = spawn('npm', command, {
      cwd: directory,
      env,
      signal,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        onOutput?.(text);
      });
    }
    child.on('error', (error) => resolve({ status: error.message, output }));
    child.on('close', (code, killedBy) => resolve({ status: code ?? killedBy ?? 'unknown', output }));
  });
}
