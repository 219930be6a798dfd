import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../support/free-port.js';
import { send, startReceiver } from '../listen/support/start-listen.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { type Ending, runCli, type Surroundings } from './run-cli.js';

describe('sinch-webhooks listen --once', () => {
  it('prints a line for the request, keeps it, and ends', async () => {
    const { to, received } = await startReceiver();
    const folder = join(await temporaryFolder(), 'kept');
    const { exitCode, stdout, stderr } = await listen(['--forward-to', to.href, '--record', folder], {
      env: { SINCH_WEBHOOK_SECRET: 'new, a-secret-for-tests' },
    });

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(`go to ${to.href}. Ctrl+C ends it.`);
    expect(stdout).toMatch(/^1 \d\d:\d\d:\d\d MESSAGE_INBOUND WHATSAPP 200 in \d+ ms, signature right$/m);
    expect(received).toHaveLength(1);
    expect(await readdir(folder)).toEqual([expect.stringMatching(/-000001-message-inbound\.json$/)]);
  });

  it('prints the request as a line of JSON, without a secret', async () => {
    const { to } = await startReceiver((_request, response) => response.writeHead(503).end('too busy'));
    const { exitCode, stdout } = await listen(
      ['--forward-to', to.href, '--json', '--secret', 'a-secret-for-tests'],
      {},
      '{"app_id":1,"project_id":"p","opt_in_notification":{"channel":"SMS"}}',
    );
    const [start, line] = stdout
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as unknown);

    expect(exitCode).toBe(1);
    expect(start).toEqual({
      url: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      page: null,
      forwardTo: to.href,
      secrets: 1,
    });
    expect(line).toEqual({
      number: 1,
      at: expect.stringMatching(/^\d{4}-/),
      source: { kind: 'sender' },
      method: 'POST',
      path: '/webhooks/sinch',
      trigger: 'OPT_IN',
      unknown: null,
      channel: 'SMS',
      bytes: 69,
      signature: {
        verdict: 'right',
        reason: null,
        why: expect.stringContaining('made with the secret'),
        secret: 1,
        nonce: expect.any(String),
      },
      problems: [{ path: 'app_id', expected: 'string', found: 'number' }],
      repeats: null,
      answer: {
        status: 503,
        failure: null,
        isTaken: false,
        milliseconds: expect.any(Number),
        body: 'too busy',
      },
    });
    expect(stdout).not.toContain('a-secret-for-tests');
  });

  it('says why a signature is wrong', async () => {
    const { to } = await startReceiver((_request, response) => response.writeHead(401).end());
    const { exitCode, stdout } = await listen(['--forward-to', to.href, '--secret', 'another']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/401 in \d+ ms, signature wrong\. The signature was made with another secret, /);
  });

  it('says that signatures are not checked where no secret is given', async () => {
    const { to } = await startReceiver();
    const { exitCode, stdout, stderr } = await listen(['--forward-to', to.href]);
    expect(exitCode).toBe(0);
    expect(stderr).toBe('Signatures are not checked: pass --secret, or set SINCH_WEBHOOK_SECRET.\n');
    expect(stdout).toContain('ms, not checked');
  });
});

describe('sinch-webhooks listen', () => {
  it('ends when it is interrupted', async () => {
    const interruption = new AbortController();
    const ending = runCli(['listen', '--port', '0', '--page-port', '0', '--secret', 's'], {
      signal: interruption.signal,
    });
    await setTimeout(300);
    interruption.abort();
    const { exitCode, stdout } = await ending;
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^The inspector is at http:\/\/localhost:\d+, on this machine alone\.$/m);
  });

  it.each([
    [['--forward-to', 'receiver'], '--forward-to is "receiver", which is no http address'],
    [['--port', '70000'], '--port is "70000"'],
    [['--record', '/dev/null/kept', '--port', '0'], 'Nothing can be recorded in /dev/null/kept (ENOTDIR)'],
  ])('refuses %j', async (flags, message) => {
    const { exitCode, stderr } = await runCli(['listen', ...flags]);
    expect(exitCode).toBeGreaterThan(0);
    expect(stderr).toContain(message);
  });

  it('refuses a receiver that would be itself', async () => {
    const port = String(await freePort());
    const to = `http://127.0.0.1:${port}/webhooks/sinch`;
    const { exitCode, stderr } = await runCli(['listen', '--port', port, '--forward-to', to]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`--forward-to leads to the port ${port}, which is listened at itself`);
  });

  it('says which of its ports is taken', async () => {
    const server = createServer().listen(0, 'localhost');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const proxy = await runCli(['listen', '--port', String(port), '--page-port', '0']);
    const page = await runCli(['listen', '--port', '0', '--page-port', String(port)]);

    expect([proxy.exitCode, page.exitCode]).toEqual([2, 2]);
    expect(proxy.stderr).toMatch(new RegExp(`Something else listens at localhost:${port}[^]* --port, or 0`));
    expect(page.stderr).toMatch(
      new RegExp(`Something else listens at localhost:${port}[^]* --page-port, or 0`),
    );
  });
});

describe('sinch-webhooks send --recorded', () => {
  it('refuses a file that is none', async () => {
    const { exitCode, stderr } = await runCli(['send', '--recorded', 'package.json', '--secret', 's']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('is no request that "listen --record" has kept');
  });
});

/** Runs it until it has passed one request on. */
async function listen(
  flags: readonly string[],
  surroundings: Surroundings = {},
  body?: string,
): Promise<Ending> {
  const port = await freePort();
  const ending = runCli(['listen', '--once', '--no-page', '--port', String(port), ...flags], surroundings);
  const url = `http://localhost:${port}`;
  for (;;) {
    const answer = await send(url, body === undefined ? {} : { body }).catch(() => undefined);
    if (answer !== undefined) return ending;
    await setTimeout(50);
  }
}
