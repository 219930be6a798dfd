import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStage } from '../account/stage.js';
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
  return { dir, run, runIn, target: receiver.url, secretFile: join(dir, '.env') };
}
