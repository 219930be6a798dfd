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
export async function installDependencies(options: InstallOptions): Promise<void> {
  const { status, output } = await runNpm(options);
  if (status === 0) return;
  throw new UserError({
    code: 'INSTALL_FAILED',
    message: `The receiver is written, but "npm install" failed (${status})`,
    help: `Run it by hand: npm install --prefix ${shellWord(options.directory)}`,
    details: options.onOutput === undefined ? output.trim().split('\n').slice(-linesShown) : [],
  });
}

const linesShown = 15;

function runNpm({ directory, env, signal, onOutput }: InstallOptions) {
  return new Promise<{ status: number | string; output: string }>((resolve) => {
    // On Windows npm is a script, which only a shell starts. Nothing in this command line comes from the user.
    const npm = spawn('npm', ['install'], {
      cwd: directory,
      env,
      signal,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        onOutput?.(text);
      });
    }
    npm.on('error', (error) => resolve({ status: error.message, output }));
    npm.on('close', (code, killedBy) => resolve({ status: code ?? killedBy ?? 'unknown', output }));
  });
}
