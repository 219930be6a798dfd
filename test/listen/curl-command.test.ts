import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { curlCommand } from '../../src/listen/curl-command.js';
import { visible } from '../../src/spec/printable.js';
import { describeNeeding } from '../support/describe-needing.js';
import { startReceiver } from './support/start-listen.js';

describeNeeding('curl', 'the command that sends a request again', () => {
  it.each([
    ['quotes and dollars', Buffer.from(`{"a":"it's $(touch /tmp/x) \`id\` \\\\ \\"!"}\n`)],
    ['a name of a file', Buffer.from('@/etc/passwd')],
    ['what ends a paste', Buffer.from('{"a":"\u001b[201~\nid\n"}')],
    ['what turns the direction', Buffer.from('{"a":"\u202e"}')],
    ['bytes that are no text', Buffer.from([0, 1, 254, 255])],
    ['a body longer than a word may be', Buffer.from(`"${'x'.repeat(300_000)}"`)],
    ['nothing', Buffer.of()],
  ])('sends %s byte for byte, and runs nothing', async (_what, body) => {
    const { to, received } = await startReceiver();
    const headers = [
      ['Host', 'elsewhere'],
      ['X-Odd', `it's "$HOME" ; id`],
      ['X-Empty', ''],
      ['Content-Type', 'application/json'],
    ] as const;
    const command = curlCommand({ method: 'POST', path: '/', headers, body }, to);
    const stdout = await run(command);

    expect(stdout).toContain('taken');
    expect(received.map((request) => request.body.equals(body))).toEqual([true]);
    expect(received[0]?.headers).toMatchObject({
      'x-odd': `it's "$HOME" ; id`,
      'x-empty': '',
      host: to.host,
    });
    // Nothing in it is what a terminal would act on when it is pasted.
    expect(visible(command.replaceAll('\n', ''))).toBe(command.replaceAll('\n', ''));
  });

  it.each([
    ['//elsewhere.example/x', '//elsewhere.example/x'],
    ['//', '//'],
    ['http://elsewhere.example/x', 'http://elsewhere.example/x'],
    ['/a/../b?c={1,2}&d=[1-3]', '/a/../b?c={1,2}&d=[1-3]'],
    ['/a#b', '/a#b'],
    ['*', '*'],
  ])('goes to the receiver, and once, when %s is asked for', async (path, expected) => {
    const { to, received } = await startReceiver();
    await run(curlCommand({ method: 'POST', path, headers: [], body: Buffer.from('{}') }, new URL('/', to)));
    expect(received.map(({ url }) => url)).toEqual([expected]);
    expect(received[0]?.headers['content-type']).toBeUndefined();
  });

  it('ends where there is no body to come', async () => {
    const { to, received } = await startReceiver();
    await run(curlCommand({ method: 'HEAD', path: '/', headers: [], body: Buffer.of() }, to));
    expect(received.map(({ method }) => method)).toEqual(['HEAD']);
  });
});

async function run(command: string): Promise<string> {
  const shell = spawn('sh', { stdio: ['pipe', 'pipe', 'ignore'] });
  shell.stdin.end(`${command}\n`);
  return text(shell.stdout);
}
