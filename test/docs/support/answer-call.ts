import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { hashFiles } from '../../../src/build-stamp.js';
import type { Ending } from '../../cli/run-cli.js';
import { outside, type Outside } from './outside.js';
import { runProgram } from './program.js';
import type { Call } from './shell.js';

export interface Answering {
  /** Where the receiver of the test takes events. */
  readonly receiver: string;
  /** Told of each command that is not run. */
  readonly onOutside: (entry: Outside) => void;
}

const done: Ending = { exitCode: 0, stdout: '', stderr: '' };

/** What becomes of a program that a documented command starts. */
export async function answerCall(call: Call, { receiver, onOutside }: Answering): Promise<Ending> {
  const [program, first = '', ...rest] = call.command;
  const words = call.command.join(' ');
  const entry = outside.find(({ command }) => command.test(words));
  if (entry !== undefined) {
    onOutside(entry);
    return program === 'npm' ? checkScript(call.command) : done;
  }
  // A clone beside the receiver, or around it, is given as a path.
  if (program === 'npx' && /^(sinch-webhooks|\.\.(\/sinch-webhooks)?)$/.test(first)) {
    return answerOf(await runProgram(completed(rest, receiver), call), rest);
  }
  const script = program === 'npm' ? scriptOf(call.command) : undefined;
  if (script !== undefined) return runScript(script, call);
  return { exitCode: 127, stdout: '', stderr: `Nobody knows how to check: ${words}\n` };
}

/** A page speaks of the ports that the program takes by itself; here others are free. */
function completed(argv: readonly string[], receiver: string): readonly string[] {
  const [command = ''] = argv;
  if (argv.includes('--help')) return argv;
  if (['send', 'doctor'].includes(command) && !argv.includes('--to')) return [...argv, '--to', receiver];
  const listens = ['sandbox', 'demo', 'listen'].includes(command) || argv.includes('verify');
  const ports = ['--port', ...(command === 'listen' ? ['--page-port'] : [])].filter(
    (name) => !argv.includes(name),
  );
  return listens ? [...argv, ...ports.flatMap((name) => [name, '0'])] : argv;
}

// "No" is an answer to what these ask, and none to what others are told to do.
const asking = ['check', 'diff', 'doctor', 'validate'];

function answerOf(ending: Ending, [command = '']: readonly string[]): Ending {
  return ending.exitCode === 1 && asking.includes(command) ? { ...ending, exitCode: 0 } : ending;
}

/** The receiver that a command of npm is for: the folder it is run in, or the one that the page speaks of. */
function receiverFor({ cwd }: Call): string | undefined {
  return ['.', 'my-function', 'my-receiver']
    .map((name) => join(cwd, name))
    .find((folder) => existsSync(join(folder, 'package.json')));
}

function scriptOf([, ...words]: readonly string[]): readonly string[] | undefined {
  const [first = '', ...rest] = words;
  if (['start', 'test'].includes(first)) return words;
  return first === 'run' ? rest.filter((word) => word !== '--') : undefined;
}

/** What is not run is looked up, in the scripts of this package. */
function checkScript(command: readonly string[]): Ending {
  const [name] = scriptOf(command) ?? [];
  return name === undefined || name in scriptsIn(root) ? done : missing(name);
}

function missing(name: string): Ending {
  return { exitCode: 1, stdout: '', stderr: `There is no script "${name}" in package.json\n` };
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

function scriptsIn(folder: string): Readonly<Record<string, string>> {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  return scripts;
}

// By what was compiled, the folder that it was compiled in: the same source is compiled once, for it takes seconds.
const compiled = new Map<string, string>();

export function noteCompiled(folder: string): void {
  compiled.set(sourceHash(folder), folder);
}

async function findCompiled(folder: string): Promise<boolean> {
  const other = compiled.get(sourceHash(folder));
  if (other === undefined || other === folder) return other === folder;
  await cp(join(other, 'dist'), join(folder, 'dist'), { recursive: true });
  return true;
}

function sourceHash(folder: string): string {
  return hashFiles('', [pathToFileURL(join(folder, 'src/'))]);
}

/** Runs a script of a receiver, which is compiled. One that serves is ended once it says where. */
async function runScript([name = '', ...words]: readonly string[], call: Call): Promise<Ending> {
  const folder = receiverFor(call);
  if (folder === undefined) return { exitCode: 1, stdout: '', stderr: 'There is no package.json\n' };
  const scripts = scriptsIn(folder);
  const script = scripts[name];
  if (script === undefined) return missing(name);
  if (name === 'build' && (await findCompiled(folder))) return done;
  const path = [join(root, 'node_modules/.bin'), join(process.execPath, '..'), '/bin', '/usr/bin'].join(
    delimiter,
  );
  const env = { PORT: '0', ...call.env, PATH: path };
  const child = spawn('/bin/sh', ['-c', `exec ${script} "$@"`, name, ...words], { cwd: folder, env });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    written.stdout += chunk.toString();
    // Once: a second signal ends a server at once.
    if (/http:\/\/\S+/.test(written.stdout) && !child.killed) child.kill('SIGTERM');
  });
  child.stderr.on('data', (chunk: Buffer) => (written.stderr += chunk.toString()));
  await once(child, 'close');
  if (name === 'build' && child.exitCode === 0) noteCompiled(folder);
  return { exitCode: child.exitCode ?? -1, ...written };
}
