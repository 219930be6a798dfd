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

/**
 * Runs `npm install` in a folder. Throws `INSTALL_FAILED` with the command to run by hand. What npm has in its cache it
 * does not ask the registry about: half of the time of an installation is questions whether there is something newer.
 */
export async function installDependencies(options: InstallOptions): Promise<void> {
  const fromCache = await runNpm(['install', '--prefer-offline'], options);
  if (fromCache.status === 0) return;
  // The cache knows a package, and only versions of it that are too old: then npm has to ask after all.
  check(['install'], isTooOld(fromCache) ? await runNpm(['install'], options) : fromCache, options);
}

function isTooOld({ output }: NpmEnd): boolean {
  return /\bETARGET\b/.test(output);
}

/** Compiles a receiver. Throws in the same way. */
export async function buildReceiver(options: InstallOptions): Promise<void> {
  const command = ['run', 'build'];
  check(command, await runNpm(command, options), options);
}

interface NpmEnd {
  /** The exit code, or why there is none. */
  readonly status: number | string;
  readonly output: string;
}

function check(command: readonly string[], { status, output }: NpmEnd, options: InstallOptions): void {
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

function runNpm(
  command: readonly string[],
  { directory, env, signal, onOutput }: InstallOptions,
): Promise<NpmEnd> {
  return new Promise((resolve) => {
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
