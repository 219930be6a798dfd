import { expect, it } from 'vitest';
import { buildBundledModel } from '../../src/model/bundled.js';
import type { Callback } from '../../src/sandbox/callback.js';
import { createSampleSender } from '../../src/sandbox/sample-callback.js';
import { app, createStillSandbox } from './support/still-sandbox.js';

it('tells of an event that nothing in the sandbox causes, as one of the app', async () => {
  const { told, send } = await createSender();
  await send('smart-conversations', app);

  expect(told).toMatchObject([
    {
      trigger: 'SMART_CONVERSATIONS',
      ...app,
      body: { app_id: app.appId, project_id: app.projectId, smart_conversation_notification: {} },
    },
  ]);
});

it('names no app in an event that concerns all of the project', async () => {
  const { told, send } = await createSender();
  await send('CONTACT_CREATE', app);

  expect(told).toMatchObject([
    { appId: '', projectId: app.projectId, body: { app_id: '', project_id: app.projectId } },
  ]);
});

it('refuses an event that there is not, as the API refuses what is wrong', async () => {
  const { told, send } = await createSender();

  await expect(send('NO_SUCH_EVENT', app)).rejects.toMatchObject({
    httpStatus: 400,
    message: expect.stringContaining('no event "NO_SUCH_EVENT"'),
  });
  expect(told).toEqual([]);
});

async function createSender() {
  const { sandbox } = createStillSandbox();
  const told: Callback[] = [];
  sandbox.watch({ onCallback: (callback) => told.push(callback) });
  const { events } = await buildBundledModel();
  return { told, send: createSampleSender(sandbox, events) };
}
