import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { targetNames, targets } from '../../src/render/targets/index.js';
import { exitCodeOfStop } from '../support/exit-code-of-stop.js';
import { samples } from '../support/samples.js';
import { secret, signDelivery } from '../support/signed-delivery.js';
import { generateReceiver } from './generate-receiver.js';
import { startInVain, startReceiver } from './start-receiver.js';
import { tsc } from './tsc.js';

// A receiver's own test needs tsx, which only an installed receiver has: scripts/check-targets.sh installs each
// target, type-checks it and runs that test.
describe.each(targetNames.map((name) => targets[name]))('a built receiver for $title', (target) => {
  const settings = { PORT: '0', HOST: '127.0.0.1', SINCH_WEBHOOK_SECRET: secret };
  let folder = '';

  // An inbox that outlives its test would know the events of the next one.
  afterEach(() => rm(join(folder, 'data'), { recursive: true, force: true }));

  beforeAll(async () => {
    folder = await generateReceiver(`e2e-${target.name}`, target.name);
    expect(await tsc(join(folder, 'tsconfig.build.json'))).toBe('');
  });

  it('takes every event, calls its handler once, and ends when it is told to', async () => {
    const receiver = await startReceiver(folder, target, settings);

    for (const { trigger, body } of samples) {
      expect(await post(receiver.url, signDelivery(body)), trigger).toBe(200);
    }

    const triggers = samples.map(({ trigger }) => trigger).toSorted();
    await vi.waitFor(() => expect(handledIn(receiver.output())).toEqual(triggers));
    expect(await receiver.stop()).toBe(exitCodeOfStop);
    expect(handledIn(receiver.output())).toEqual(triggers);
  });

  it('takes an event on the path of its channel, and once only', async () => {
    const receiver = await startReceiver(folder, target, settings);
    const optIn = samples.find(({ trigger }) => trigger === 'OPT_IN');
    const delivery = signDelivery(optIn?.body ?? '');

    expect(await post(`${receiver.url}/conversation/opt-in`, delivery)).toBe(200);
    expect(await post(receiver.url, delivery)).toBe(200);

    await vi.waitFor(() => expect(handledIn(receiver.output())).toEqual(['OPT_IN']));
    expect(await receiver.stop()).toBe(exitCodeOfStop);
    expect(handledIn(receiver.output())).toEqual(['OPT_IN']);
  });

  it('refuses what somebody else has signed, and calls no handler', async () => {
    const receiver = await startReceiver(folder, target, settings);

    for (const { trigger, body } of samples) {
      expect(await post(receiver.url, signDelivery(body, { secret: 'another' })), trigger).toBe(401);
    }

    expect(await receiver.stop()).toBe(exitCodeOfStop);
    expect(handledIn(receiver.output())).toEqual([]);
  });

  it('says where it listens, and does not start a second time on the same port', async () => {
    const receiver = await startReceiver(folder, target, settings);
    const { port } = new URL(receiver.url);
    expect(receiver.output()).toBe(`Listening for Sinch events on http://127.0.0.1:${port}/webhooks/sinch\n`);

    expect(await startInVain(folder, target, { ...settings, PORT: port })).toEqual({
      exitCode: 1,
      errors: `PORT ${port} is in use already: set PORT to another, or stop the program that has it.\n`,
    });
  });

  it('does not start on a host that is not this machine', async () => {
    const { exitCode, errors } = await startInVain(folder, target, { ...settings, HOST: 'nowhere.invalid' });
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/^HOST "nowhere\.invalid" is no address of this machine: .*\n$/);
  });

  it('takes what is signed by hand as its README says', async () => {
    const receiver = await startReceiver(folder, target, settings);
    const readme = await readFile(join(folder, 'README.md'), 'utf8');
    const [script = ''] = /(?<=```sh\n)secret=[^`]*/.exec(readme) ?? [];
    const answer = await runIn(folder, 'sh', [
      '-c',
      script
        .replace('the secret of your webhook', secret)
        .replace('http://localhost:3000/webhooks/sinch', receiver.url),
    ]);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK[^]*accepted$/);
    await vi.waitFor(() => expect(handledIn(receiver.output())).toEqual(['MESSAGE_INBOUND']));
  });

  it.runIf(target.templates.includes('server'))('is well, as its container asks', async () => {
    const dockerfile = await readFile(join(folder, 'Dockerfile'), 'utf8');
    const [json = ''] = /(?<=^HEALTHCHECK CMD ).*$/m.exec(dockerfile) ?? [];
    const [, ...parameters] = JSON.parse(json) as string[];
    const receiver = await startReceiver(folder, target, settings);
    const env = { PORT: new URL(receiver.url).port };
    expect(await runIn(folder, process.execPath, parameters, env)).toBe('');
    await receiver.stop();
    await expect(runIn(folder, process.execPath, parameters, env)).rejects.toThrow('Command failed');
  });

  describe.runIf(target.templates.includes('server'))('that serves by itself', () => {
    const [{ body } = { body: '' }] = samples;

    it('knows after a restart what it took before', async () => {
      const first = await startReceiver(folder, target, settings);
      expect(await post(first.url, signDelivery(body))).toBe(200);
      await vi.waitFor(() => expect(handledIn(first.output())).toHaveLength(1));
      expect(await first.stop()).toBe(exitCodeOfStop);

      const second = await startReceiver(folder, target, settings);
      expect(await post(second.url, signDelivery(body))).toBe(200);
      expect(await second.stop()).toBe(exitCodeOfStop);
      expect(handledIn(second.output())).toEqual([]);
    });

    it('keeps nothing beyond its end when it is told so', async () => {
      const receiver = await startReceiver(folder, target, { ...settings, INBOX: 'memory' });
      expect(await post(receiver.url, signDelivery(body))).toBe(200);
      await vi.waitFor(() => expect(handledIn(receiver.output())).toHaveLength(1));
      expect(await receiver.stop()).toBe(exitCodeOfStop);
      await expect(readFile(join(folder, 'data/inbox.sqlite'))).rejects.toThrow('ENOENT');
    });

    it('is ready once it listens', async () => {
      const receiver = await startReceiver(folder, target, settings);
      const { origin } = new URL(receiver.url);
      expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    });

    it('does not start without its inbox, and says which variable names it', async () => {
      const env = { ...settings, INBOX_FILE: '/dev/null/inbox.sqlite' };
      const { exitCode, errors } = await startInVain(folder, target, env);
      expect(exitCode).toBe(1);
      expect(errors).toMatch(
        /^The inbox \/dev\/null\/inbox\.sqlite cannot be opened: .* Set INBOX_FILE.*\n$/,
      );
    });
  });

  it('does not start without a secret, and says which variable is missing', async () => {
    const { exitCode, errors } = await startInVain(folder, target, { PORT: '0', HOST: '127.0.0.1' });

    expect(exitCode).toBe(1);
    expect(errors).toContain('SINCH_WEBHOOK_SECRET is not set');
    expect(errors).not.toMatch(/^\s+at /m);
  });
});

const runFile = promisify(execFile);

/** Runs a program in a folder, and resolves with what it prints; rejects when it fails. */
async function runIn(
  folder: string,
  program: string,
  parameters: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout } = await runFile(program, parameters, { cwd: folder, env: { ...process.env, ...env } });
  return stdout;
}

async function post(url: string, { body, headers }: ReturnType<typeof signDelivery>): Promise<number> {
  const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
  await response.arrayBuffer();
  return response.status;
}

/** The triggers whose handlers have written their line, sorted. */
function handledIn(output: string): string[] {
  return [...output.matchAll(/"message":"([A-Z_]+) handled"/g)]
    .map(([, trigger]) => trigger ?? '')
    .toSorted();
}
