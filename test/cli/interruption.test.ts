import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = "import('./src/cli/main.ts').then(({ main }) => main(process.argv.slice(1)))";

it.each(['SIGINT', 'SIGTERM'] as const)(
  'the sandbox ends by %s as one that has done its work',
  async (signal) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--eval', main, 'sandbox', '--port', '0', '--host', '127.0.0.1'],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const exit = once(child, 'exit');
    let output = '';
    for await (const chunk of child.stdout) {
      output += String(chunk);
      if (output.includes('conversationHostname')) break;
    }
    const [, url = ''] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(output) ?? [];
    expect((await fetch(`${url}/sandbox/state`)).status).toBe(200);

    child.kill(signal);
    expect(await exit).toEqual([0, null]);
  },
);
