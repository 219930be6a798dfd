import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeNeeding } from '../support/describe-needing.js';
import { printedBy } from '../support/printed-by.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = "import('./src/cli/main.ts').then(({ main }) => main(process.argv.slice(1)))";

describeNeeding('posix', 'the sandbox ends as one that has done its work', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s', async (signal) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--eval', main, 'sandbox', '--port', '0', '--host', '127.0.0.1'],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const exit = once(child, 'exit');
    const [, url = ''] = await printedBy(child, /(http:\/\/127\.0\.0\.1:\d+)[\s\S]*conversationHostname/);
    expect((await fetch(`${url}/sandbox/state`)).status).toBe(200);

    child.kill(signal);
    expect(await exit).toEqual([0, null]);
  });
});
