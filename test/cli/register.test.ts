import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSecrets } from '../../src/account/secret-file.js';
import { createStage } from '../account/stage.js';
import { freePort } from '../support/free-port.js';
import { newReceiver } from '../support/receiver-folder.js';
import { runCli } from './run-cli.js';

describe('sinch-webhooks register', () => {
  it('makes, lists, rotates and removes a webhook, and prints no secret', async () => {
    const { dir, run, target, secretFile } = await stage();
    const output: string[] = [];
    const say = async (...argv: string[]) => {
      const { exitCode, stdout, stderr } = await run(...argv);
      output.push(stdout, stderr);
      return { exitCode, stdout, stderr };
    };

    expect((await say('list')).stdout).toBe('The app app has no webhook.\n');
    expect((await say('create', '--target', target, '--dir', dir, '--dry-run')).stdout).toContain(
      `A webhook for 2 events would be made: ${target}`,
    );
    expect((await say('create', '--target', target, '--dir', dir)).stdout).toContain(
      `A new secret is in ${secretFile}: start the receiver with it.`,
    );
    expect((await say('create', '--target', target, '--dir', dir)).stdout).toContain('is as it is to be');
    expect((await say('rotate', '--target', target, '--dir', dir)).stdout).toContain('behind the old one');
    expect(await say('rotate', '--target', target, '--dir', dir)).toMatchObject({
      exitCode: 7,
      stderr: expect.stringContaining('does not know the new secret yet'),
    });
    expect((await say('list', '--json')).stdout).toContain(target);
    expect(await say('remove', '--target', target)).toMatchObject({ exitCode: 2 });
    expect((await say('remove', '--target', target, '--yes')).stdout).toBe(
      `Removed the webhook: ${target}\n`,
    );

    const secrets = (await readFile(secretFile, 'utf8')).trim().split('=')[1]?.split(',') ?? [];
    expect(secrets).toHaveLength(2);
    for (const secret of secrets) expect(output.join('')).not.toContain(secret);
  });

  it('verifies by a real event, and prints no secret', async () => {
    const { running, runIn, run, dir, secretFile } = await stage();
    const target = `http://127.0.0.1:${await freePort()}/webhooks/sinch`;
    await run('create', '--target', target, '--dir', dir);
    const verify = (...argv: string[]) => {
      const ending = runIn({ PORT: '9' }, 'verify', '--dir', dir, '--host', '127.0.0.1', ...argv);
      const identity = { channel: 'SMS', identity: '+100' };
      running.sandbox.people.write(
        { appId: 'app', projectId: 'project', identity },
        { text_message: { text: 'Hello' } },
      );
      return ending;
    };
    // Nobody is at port 9, which takes nothing; the sandbox tries again until the command listens.
    const { exitCode, stdout } = await verify();
    expect(exitCode).toBe(7);
    expect(stdout).toContain(`What comes is handed on to http://localhost:9/webhooks/sinch`);
    expect(stdout).toMatch(
      /MESSAGE_INBOUND: the receiver: ECONNREFUSED, so answered 503\n +signature +Right: /,
    );
    expect(stdout).toMatch(/arrived, signed by Sinch, but no receiver takes it: ECONNREFUSED/);

    const [secret = ''] = await readSecrets(secretFile);
    expect(secret).not.toBe('');
    await writeFile(secretFile, 'SINCH_WEBHOOK_SECRET=another\n');
    expect(await run('verify', '--dir', dir)).toMatchObject({
      exitCode: 7,
      stderr: expect.stringContaining('signs with a secret that'),
    });
    await writeFile(secretFile, `SINCH_WEBHOOK_SECRET=${secret}\n`);
    const nothing = await run('verify', '--dir', dir, '--host', '127.0.0.1', '--timeout', '0.05', '--json');
    expect(nothing.exitCode).toBe(1);
    expect(JSON.parse(nothing.stdout)).toMatchObject({
      webhook: { target, missing: [] },
      fix: expect.any(Array),
    });
    for (const text of [stdout, nothing.stdout]) expect(text).not.toContain(secret);
  });

  it.each([
    [['create'], { SINCH_KEY_ID: '' }, 'SINCH_KEY_ID is not set'],
    [['create'], {}, "register create needs the webhook's target"],
    [['list'], { SINCH_APP_ID: '' }, 'No app is named'],
    [['lists'], {}, 'register does not know "lists"'],
    [['list', '--region', 'mars'], {}, '--region does not know "mars"'],
    [['list'], { SINCH_AUTH_URL: 'http://example.com' }, 'SINCH_AUTH_URL is no https address'],
  ])('refuses %j with %j', async (argv, env, message) => {
    const { exitCode, stderr } = await (await stage()).runIn(env, ...argv);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

async function stage() {
  const { running, receiver } = await createStage();
  const dir = await newReceiver();
  const own = {
    SINCH_APP_ID: 'app',
    SINCH_PROJECT_ID: 'project',
    SINCH_KEY_ID: 'key',
    SINCH_KEY_SECRET: 'the secret of the key',
    SINCH_AUTH_URL: running.url,
    SINCH_CONVERSATION_URL: running.url,
  };
  const runIn = (env: Record<string, string>, ...argv: string[]) =>
    runCli(['register', ...argv], { env: { ...own, ...env } });
  const run = (...argv: string[]) => runIn({}, ...argv);
  return { running, dir, run, runIn, target: receiver.url, secretFile: join(dir, '.env') };
}
