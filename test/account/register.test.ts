import { once } from 'node:events';
import { lstat, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createConversationClient } from '../../src/account/conversation-client.js';
import { registerWebhook, removeWebhook, rotateSecret } from '../../src/account/register.js';
import { readSecrets, writeSecrets } from '../../src/account/secret-file.js';
import { itNeeding } from '../support/describe-needing.js';
import { appId, createStage, killedAt, triggers } from './stage.js';

const places = [1, 2, 3].flatMap((call) => (['before', 'after'] as const).map((when) => ({ call, when })));

describe('register', () => {
  itNeeding(
    'posix',
    'makes a webhook with a secret of 32 bytes, in a file that only its owner reads',
    async () => {
      const { running, options, secretFile } = await createStage();
      expect(await registerWebhook({ ...options, triggers, mayCreate: true })).toEqual({
        registration: { kind: 'create' },
        isNewSecret: true,
      });

      const [secret = ''] = await readSecrets(secretFile);
      expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
      expect((await stat(secretFile)).mode & 0o777).toBe(0o600);
      expect(running.sandbox.webhooks.ofApp(appId)).toMatchObject([
        { target: options.target, triggers, secret },
      ]);
    },
  );

  it('does nothing the second time, and brings triggers and secret up to date', async () => {
    const { running, options, secretFile } = await createStage();
    const wanted = { ...options, triggers, mayCreate: true };
    await registerWebhook(wanted);
    expect(await registerWebhook(wanted)).toMatchObject({ registration: { kind: 'nothing' } });

    const more = [...triggers.slice(1), 'OPT_IN'];
    expect(await registerWebhook({ ...wanted, triggers: more })).toMatchObject({
      registration: {
        kind: 'update',
        changes: [{ what: 'triggers', added: ['OPT_IN'], removed: ['MESSAGE_INBOUND'] }],
      },
    });
    await writeFile(secretFile, 'SINCH_WEBHOOK_SECRET=another\n');
    expect(await registerWebhook({ ...wanted, triggers: more })).toMatchObject({
      registration: { kind: 'update', changes: [{ what: 'secret' }] },
    });
    expect(running.sandbox.webhooks.ofApp(appId)).toMatchObject([{ triggers: more, secret: 'another' }]);
  });

  it('keeps the secret there is, and every other line of the file', async () => {
    const { options, secretFile, running } = await createStage();
    const text = '# mine\nPORT=3000\nexport SINCH_WEBHOOK_SECRET="kept"\r\nLOG_LEVEL=info';
    await writeFile(secretFile, text, { mode: 0o644 });
    await registerWebhook({ ...options, triggers, mayCreate: true });

    expect(await readFile(secretFile, 'utf8')).toBe(text);
    expect(running.sandbox.webhooks.ofApp(appId)).toMatchObject([{ secret: 'kept' }]);
  });

  it.each([
    ['a comment behind it', 'SINCH_WEBHOOK_SECRET=kept # ours'],
    ['a quote and a comment', 'SINCH_WEBHOOK_SECRET="kept" # ours'],
    ['another kind of quote', 'SINCH_WEBHOOK_SECRET=`kept`'],
    ['a mark at the beginning of the file', '\uFEFFSINCH_WEBHOOK_SECRET=kept'],
  ])('reads the secret as the receiver does: %s', async (_, text) => {
    const { secretFile } = await createStage();
    await writeFile(secretFile, text);
    expect(await readSecrets(secretFile)).toEqual(['kept']);
    await writeSecrets(secretFile, ['kept', 'next']);
    expect(await readSecrets(secretFile)).toEqual(['kept', 'next']);
  });

  it('writes through a link, and not into a value of several lines', async () => {
    const { secretFile } = await createStage();
    const real = `${secretFile}.real`;
    await writeFile(real, 'PORT=3000\n');
    await symlink(real, secretFile);
    await writeSecrets(secretFile, ['one']);
    expect(await readFile(real, 'utf8')).toBe('PORT=3000\nSINCH_WEBHOOK_SECRET=one\n');
    expect((await lstat(secretFile)).isSymbolicLink()).toBe(true);

    const text = 'NOTE="\nSINCH_WEBHOOK_SECRET=no\n"\n';
    await writeFile(real, text);
    await expect(writeSecrets(secretFile, ['one'])).rejects.toMatchObject({ code: 'FOLDER_UNUSABLE' });
    expect(await readFile(real, 'utf8')).toBe(text);
  });

  it.each(['.', 'no-folder/.env'])('says that the file cannot be used: %s', async (name) => {
    const { options, secretFile, running } = await createStage();
    const wanted = { ...options, secretFile: join(dirname(secretFile), name), triggers, mayCreate: true };
    await expect(registerWebhook(wanted)).rejects.toMatchObject({ code: 'FOLDER_UNUSABLE' });
    expect(running.sandbox.webhooks.all()).toEqual([]);
  });

  it('changes nothing when it is dry', async () => {
    const { options, secretFile, running } = await createStage();
    const dry = await registerWebhook({ ...options, triggers, mayCreate: true, isDryRun: true });

    expect(dry).toEqual({ registration: { kind: 'create' }, isNewSecret: true });
    expect(await readSecrets(secretFile)).toEqual([]);
    expect(running.sandbox.webhooks.all()).toEqual([]);
  });

  it('refuses a sixth webhook before it changes anything, and to update what is not there', async () => {
    const { options, secretFile, running } = await createStage();
    await expect(registerWebhook({ ...options, triggers, mayCreate: false })).rejects.toMatchObject({
      code: 'API_REFUSED',
      message: expect.stringContaining('has no webhook with the target'),
    });
    for (let n = 0; n < 5; n += 1) {
      running.sandbox.webhooks.create('project', { app_id: appId, target: `https://example.com/${n}` });
    }
    await expect(registerWebhook({ ...options, triggers, mayCreate: true })).rejects.toMatchObject({
      code: 'API_REFUSED',
      message: 'The app has 5 webhooks already, and can have no more than 5',
    });
    expect(await readSecrets(secretFile)).toEqual([]);
  });

  it('refuses a target that is not https, or too long', async () => {
    const { options } = await createStage();
    const register = (target: string) => registerWebhook({ ...options, target, triggers, mayCreate: true });
    await expect(register('http://example.com/x')).rejects.toMatchObject({ code: 'USAGE' });
    await expect(register(`https://example.com/${'x'.repeat(730)}`)).rejects.toMatchObject({ code: 'USAGE' });
  });

  it.each(places)(
    'killed $when call $call, and run again, leaves a webhook whose secret the receiver has',
    async ({ call, when }) => {
      const { client, options, secretFile, running } = await createStage();
      const wanted = { ...options, triggers, mayCreate: true };
      await registerWebhook({ ...wanted, client: killedAt(client, call, when) }).catch(() => {});
      const [first] = running.sandbox.webhooks.ofApp(appId);
      if (first !== undefined) expect(await readSecrets(secretFile)).toContain(first.secret);

      await registerWebhook(wanted);
      const [webhook, second] = running.sandbox.webhooks.ofApp(appId);
      expect(second).toBeUndefined();
      expect(await readSecrets(secretFile)).toEqual([webhook?.secret]);
    },
  );
});

describe('rotate', () => {
  it('replaces the secret in steps, each with one that both have', async () => {
    const { options, receiver, running, secretFile } = await createStage();
    await registerWebhook({ ...options, triggers, mayCreate: true });
    await receiver.restart();
    const [old = ''] = await readSecrets(secretFile);
    const rotate = (mayEnd = false) => rotateSecret({ ...options, mayEnd });

    expect(await rotate()).toMatchObject({ kind: 'begin', isDone: true });
    const [first, next] = await readSecrets(secretFile);
    expect(first).toBe(old);
    await expect(rotate()).rejects.toMatchObject({ code: 'RECEIVER_REFUSES' });
    expect(running.sandbox.webhooks.ofApp(appId)).toMatchObject([{ secret: old }]);

    await receiver.restart();
    expect(await rotate()).toMatchObject({ kind: 'switch', isDone: true });
    expect(running.sandbox.webhooks.ofApp(appId)).toMatchObject([{ secret: next, triggers }]);
    expect(await rotate()).toMatchObject({ kind: 'end', isDone: false });
    expect(await readSecrets(secretFile)).toEqual([old, next]);
    expect(await rotate(true)).toMatchObject({ kind: 'end', isDone: true });
    expect(await readSecrets(secretFile)).toEqual([next]);
  });

  it('killed anywhere, leaves no webhook that signs with what the running receiver refuses', async () => {
    for (const { call, when } of places) {
      for (let step = 0; step < 3; step += 1) {
        const { client, options, receiver, running, secretFile } = await createStage();
        await registerWebhook({ ...options, triggers, mayCreate: true });
        await receiver.restart();
        const check = (where: string): void => {
          const [webhook] = running.sandbox.webhooks.ofApp(appId);
          expect(receiver.secrets(), where).toContain(webhook?.secret);
        };
        for (let done = 0; done < step; done += 1) {
          await rotateSecret({ ...options, mayEnd: true });
          await receiver.restart();
        }
        await rotateSecret({ ...options, client: killedAt(client, call, when), mayEnd: true }).catch(
          () => {},
        );
        check(`step ${step}, killed ${when} call ${call}`);
        await receiver.restart();
        check(`the same, and the receiver started again`);
        expect((await readSecrets(secretFile)).length).toBeGreaterThan(0);

        // A rotation that was under way comes to its end.
        for (let more = 0; more < 4; more += 1) {
          const secrets = await readSecrets(secretFile);
          if (secrets.length === 1) break;
          await rotateSecret({ ...options, mayEnd: true });
          await receiver.restart();
          check('later');
        }
        expect(await readSecrets(secretFile)).toHaveLength(1);
      }
    }
  });

  it('is not led on by what answers 200 to everything', async () => {
    const { options, secretFile, receiver, running } = await createStage();
    await writeFile(secretFile, 'SINCH_WEBHOOK_SECRET=old-secret\n');
    await receiver.restart();
    const url = await answering('<h1>Back soon</h1>');
    await registerWebhook({ ...options, target: url, triggers, mayCreate: true });
    await rotateSecret({ ...options, target: url, mayEnd: false });
    await expect(rotateSecret({ ...options, target: url, mayEnd: false })).rejects.toMatchObject({
      code: 'RECEIVER_UNREACHABLE',
      message: expect.stringContaining('any secret'),
    });
    expect(running.sandbox.webhooks.ofApp(appId)).toMatchObject([{ secret: 'old-secret' }]);
  });

  it('says what stands in its way', async () => {
    const { options, running, secretFile } = await createStage();
    const rotate = () => rotateSecret({ ...options, mayEnd: false });
    await expect(rotate()).rejects.toMatchObject({ code: 'API_REFUSED' });
    const { target } = options;
    running.sandbox.webhooks.create('project', { app_id: appId, target, secret: 'theirs' });
    await expect(rotate()).rejects.toMatchObject({
      message: expect.stringContaining('has no SINCH_WEBHOOK_SECRET'),
    });
    await writeFile(secretFile, 'SINCH_WEBHOOK_SECRET=mine\n');
    await expect(rotate()).rejects.toMatchObject({ message: expect.stringContaining('does not have') });
    await writeFile(secretFile, 'SINCH_WEBHOOK_SECRET=theirs,b,c\n');
    await expect(rotate()).rejects.toMatchObject({
      message: expect.stringContaining('more than two secrets'),
    });
  });
});

describe('remove', () => {
  it('deletes the webhook with the target, and names those there are for another', async () => {
    const { options, running } = await createStage();
    await registerWebhook({ ...options, triggers, mayCreate: true });
    await expect(removeWebhook({ ...options, target: 'https://example.com/' })).rejects.toMatchObject({
      details: [`  ${options.target}`],
    });
    await removeWebhook({ ...options, isDryRun: true });
    expect(running.sandbox.webhooks.ofApp(appId)).toHaveLength(1);
    await removeWebhook(options);
    expect(running.sandbox.webhooks.ofApp(appId)).toEqual([]);
  });
});

describe('the API', () => {
  it('that refuses is quoted with its status, and with what may be wrong', async () => {
    const { options, running } = await createStage();
    running.sandbox.change({ apps: ['another'] });
    await expect(registerWebhook({ ...options, triggers, mayCreate: true })).rejects.toMatchObject({
      code: 'API_REFUSED',
      message: expect.stringMatching(/answered 404: There is no app "app"$/),
      help: expect.stringContaining('--region'),
    });
  });

  it.each(['<h1>Log in</h1>', '[]', '{"webhooks":[null]}'])(
    'that is another is not taken for an app without webhooks: %s',
    async (text) => {
      const { running } = await createStage();
      const account = { projectId: 'p', keyId: 'k', keySecret: 's', authUrl: running.url };
      const client = createConversationClient(
        { ...account, apiUrl: await answering(text) },
        new AbortController().signal,
      );
      await expect(client.list(appId)).rejects.toMatchObject({ code: 'API_REFUSED' });
    },
  );

  it('that answers without end is not listened to for ever', async () => {
    const { running } = await createStage();
    const part = Buffer.alloc(1_000_000, ' ');
    const url = await answeringBy((response) => {
      const write = (): void => void response.write(part, (error) => error ?? write());
      write();
    });
    const account = { projectId: 'p', keyId: 'k', keySecret: 's', authUrl: running.url, apiUrl: url };
    const client = createConversationClient(account, new AbortController().signal);
    await expect(client.list(appId)).rejects.toMatchObject({
      code: 'API_UNREACHABLE',
      message: expect.stringContaining('more than 10000000 bytes'),
    });
  });

  it('that is away is named, and nothing is written', async () => {
    const { options, running, secretFile } = await createStage();
    await running.stop();
    await expect(registerWebhook({ ...options, triggers, mayCreate: true })).rejects.toMatchObject({
      code: 'API_UNREACHABLE',
    });
    expect(await readSecrets(secretFile)).toEqual([]);
  });
});

/** The address of a server that answers 200 with the same text whatever it is asked. */
function answering(text: string): Promise<string> {
  return answeringBy((response) => response.end(text));
}

async function answeringBy(answer: (response: ServerResponse) => unknown): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => answer(response));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
