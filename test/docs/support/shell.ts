import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Ending } from '../../cli/run-cli.js';

/** A program that a documented command starts, and what it was given. */
export interface Call {
  /** The program and its arguments. */
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
}

export interface Shell {
  run(
    script: string,
    options: { readonly cwd: string; readonly env: Record<string, string> },
  ): Promise<Ending>;
  close(): Promise<void>;
}

// What a page may use of a system, and nothing else: another program is not found.
const system = ['base64', 'cat', 'cp', 'curl', 'date', 'mkdir', 'node', 'openssl', 'sh'];

const answered = ['npx', 'npm', 'docker', 'kubectl', 'aws', 'sam'];

/** A bash in which programs are what the test makes of them. */
export async function createShell(folder: string, answer: (call: Call) => Promise<Ending>): Promise<Shell> {
  const bin = join(folder, 'bin');
  const socket = join(folder, 'calls');
  await mkdir(bin);
  for (const name of system) await symlink(await which(name), join(bin, name));
  const call = fileURLToPath(new URL('call.cjs', import.meta.url));
  for (const name of answered) {
    const file = join(bin, name);
    // Not as arguments: Node takes --env-file for its own, wherever it stands.
    await writeFile(
      file,
      `#!/bin/sh\nCALL="$(printf '%s\\037' ${name} "$@")" exec node "${call}" "${socket}"\n`,
    );
    await chmod(file, 0o755);
  }
  // Half open: a call is over before it is answered.
  const server = createServer({ allowHalfOpen: true }, (connection) => {
    let asked = '';
    connection.setEncoding('utf8').on('data', (piece: string) => (asked += piece));
    connection.on('end', async () => {
      const ending = await answer(JSON.parse(asked) as Call).catch(failed);
      connection.end(JSON.stringify(ending));
    });
  });
  server.listen(socket);
  await once(server, 'listening');
  return {
    run: async (script, { cwd, env }) => bash(script, cwd, { ...env, PATH: bin }),
    close: () => close(server),
  };
}

// A page that shows curl shows it with an answer that is not a failure. At example.com lie the files of the folder.
const before = `set -euo pipefail
curl() {
  local last="\${!#}"
  case "$last" in
    https://example.com/*) cat "\${last##*/}" ;;
    *) command curl --silent --show-error --fail --noproxy '*' "$@" ;;
  esac
}
`;

async function bash(script: string, cwd: string, env: Record<string, string>): Promise<Ending> {
  const child = spawn('/bin/bash', ['-c', before + script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { exitCode: child.exitCode ?? -1, stdout, stderr };
}

function failed(error: Error): Ending {
  return { exitCode: 70, stdout: '', stderr: `${error.stack ?? error.message}\n` };
}

async function which(name: string): Promise<string> {
  const child = spawn('/bin/sh', ['-c', `command -v ${name}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const path = (await text(child.stdout)).trim();
  if (path === '')
    throw new Error(
      `${name} is not on the PATH, ${(process.env['PATH'] ?? '').split(delimiter).length} folders.`,
    );
  return path;
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
