import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../project/temporary-folder.js';
import { freePort } from '../support/free-port.js';

/**
 * Runs nginx until the test is over, and resolves with its address. The configuration is that of a receiver but for where it
 * listens, where its files are, and where the receivers are: here, a name server would have to be asked for them.
 */
export async function startNginx(configuration: string, receivers: readonly number[]): Promise<string> {
  const folder = await temporaryFolder();
  const port = await freePort();
  const path = join(folder, 'nginx.conf');
  await writeFile(path, adapt(configuration, { folder, port, receivers }));
  const child = spawn('nginx', ['-e', 'stderr', '-c', path, '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const ended = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await isListening(url))) {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${log}`);
    await wait(20);
  }
  return url;
}

interface Here {
  readonly folder: string;
  readonly port: number;
  readonly receivers: readonly number[];
}

function adapt(configuration: string, { folder, port, receivers }: Here): string {
  const changes: readonly (readonly [before: RegExp, after: string])[] = [
    [/(?<=^ +listen )8080(?= )/gm, `127.0.0.1:${port}`],
    [/(?<= )\/tmp(?=\/\w+(\.pid)?;)/g, folder],
    [/^ +resolver .*\n/gm, ''],
    [
      /^( +)server receiver:3000 resolve (.*;)$/gm,
      receivers.map((one) => `$1server 127.0.0.1:${one} $2`).join('\n'),
    ],
  ];
  return changes.reduce((text, [before, after]) => {
    const changed = text.replace(before, after);
    if (changed === text) throw new Error(`The configuration has nothing like ${before}.`);
    return changed;
  }, configuration);
}

async function isListening(url: string): Promise<boolean> {
  try {
    await fetch(`${url}/metrics`);
    return true;
  } catch {
    return false;
  }
}
