import { expect, it } from 'vitest';
import { findWebhook } from '../../src/verify/find-webhook.js';
import { createStage } from './stage.js';

it('is the only one, or the one with the target', async () => {
  const { sandbox, client, appId, target, secrets } = await createStage();
  const find = (named?: string) => findWebhook({ client, appId, target: named, secrets, secretFile: '.env' });
  expect(await find()).toMatchObject({ target });

  sandbox.webhooks.create('project', {
    app_id: appId,
    target: 'https://example.com/other',
    triggers: ['OPT_IN'],
  });
  await expect(find()).rejects.toMatchObject({
    code: 'USAGE',
    message: 'The app has 2 webhooks',
    details: [`  ${target}`, '  https://example.com/other'],
  });
  expect(await find(target)).toMatchObject({ target });
  await expect(find('https://example.com/none')).rejects.toMatchObject({ code: 'API_REFUSED' });
});

it('is not one of which nothing can come, or nothing be taken', async () => {
  const { sandbox, client, appId, webhook } = await createStage();
  const find = (secrets: string[]) =>
    findWebhook({ client, appId, target: undefined, secrets, secretFile: '.env' });
  await expect(find(['theirs'])).rejects.toMatchObject({
    code: 'RECEIVER_REFUSES',
    message: expect.stringContaining('.env does not have'),
    help: expect.stringContaining('register update'),
  });
  sandbox.webhooks.update(webhook.id, { triggers: [] });
  await expect(find(['mine'])).rejects.toMatchObject({
    message: expect.stringContaining('asks for no events'),
  });
  sandbox.webhooks.delete(webhook.id);
  await expect(find(['mine'])).rejects.toMatchObject({ message: 'The app has no webhook' });
});
