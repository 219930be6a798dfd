// What a newcomer does: the commands under "Start" in README.md, as they stand there, from an empty folder to a receiver
// that has handled an event they sent. Says how long each took. As long as the package is not on npm, the packed one stands
// in for it, and for the clone that "npm ci" sets up; with --limit <seconds>, more than that in all is a failure. Port 3000
// has to be free.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const mostCommands = 5;
const root = fileURLToPath(new URL('..', import.meta.url));
const { limit } = parseArgs({ options: { limit: { type: 'string' } } }).values;

const terminals = readTerminals(readFileSync(join(root, 'README.md'), 'utf8'));
const commands = terminals.flat();
if (commands.length === 0 || commands.length > mostCommands) {
  throw new Error(`README.md has ${commands.length} commands under "Start", not 1 to ${mostCommands}`);
}
if (await isAnswering()) throw new Error('Something answers at port 3000 already');

const work = mkdtempSync(join(tmpdir(), 'newcomer-'));
const started = [];
try {
  const env = { ...process.env, PATH: `${standIn(work)}${delimiter}${process.env.PATH}` };
  const home = join(work, 'empty');
  mkdirSync(home);
  let seconds = 0;
  let log = '';
  for (const terminal of terminals) {
    // A second terminal opens where the first did.
    let folder = home;
    for (const command of terminal) {
      if (command === 'npm ci') continue;
      const startedAt = performance.now();
      if (command.startsWith('cd ')) folder = join(folder, command.slice('cd '.length));
      else if (/\bnpm start$/.test(command)) await start(command, folder, env, (text) => (log += text));
      else execFileSync('bash', ['-c', command], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
      const took = (performance.now() - startedAt) / 1000;
      seconds += took;
      console.log(`${took.toFixed(1).padStart(6)} s  ${command}`);
    }
  }
  console.log(`${seconds.toFixed(1).padStart(6)} s  in all`);
  await until(() => log.includes(' handled"'), 'no handler was called');
  if (limit !== undefined && seconds > Number(limit)) throw new Error(`That is more than ${limit} s`);
} finally {
  for (const child of started) await end(child);
  rmSync(work, { recursive: true, force: true });
}

/** The lines of each block of commands between the headings, a block being a terminal. */
function readTerminals(readme) {
  const [, section = ''] = /^## Start\n(.*?)^## /ms.exec(readme) ?? [];
  return [...section.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block.trim().split('\n'));
}

/** A folder with an npx that finds the packed package where npm has none by its name. */
function standIn(folder) {
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  const tarball = join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz')),
  );
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const npx = execFileSync('bash', ['-c', 'command -v npx'], { encoding: 'utf8' }).trim();
  writeFileSync(join(bin, 'npx'), `#!/bin/sh\nexec '${npx}' --yes --package '${tarball}' "$@"\n`);
  chmodSync(join(bin, 'npx'), 0o755);
  return bin;
}

async function start(command, cwd, env, onOutput) {
  // In a process group of its own, so that npm and the server below it end together.
  const child = spawn('bash', ['-c', command], {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onOutput);
  await until(isAnswering, 'the receiver does not start');
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  process.kill(-child.pid, 'SIGTERM');
  await closed;
}

async function isAnswering() {
  const answer = await fetch('http://localhost:3000/readyz').catch(() => undefined);
  return answer?.ok === true;
}

async function until(isTrue, message) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(message);
}
