import { describe, expect, it } from 'vitest';
import { controlRoutes } from '../../src/sandbox/control-api.js';
import { createFeed } from '../../src/sandbox/feed.js';
import { compileRoute } from '../../src/web/http-route.js';
import type { JsonRecord } from '../../src/spec/json.js';
import { createStillSandbox } from './support/still-sandbox.js';

const phone = { channel: 'SMS', identity: '+15551230001' };

describe('people', () => {
  it('write to the first app there is, or to the one that is named', async () => {
    const { ask, log } = createControl();

    const { id } = await ask('POST', '/sandbox/people:write', { ...phone, text: 'Hello' });
    await ask('POST', '/sandbox/people:write', { ...phone, text: 'Hello', app_id: 'another-app' });

    expect(log.all()).toMatchObject([
      { id, appId: 'an-app', projectId: 'a-project', content: { text_message: { text: 'Hello' } } },
      { appId: 'another-app' },
    ]);
  });

  it('write what is no text too', async () => {
    const { ask, log } = createControl();
    const message = { media_message: { url: 'https://files.example/a.png' } };

    await ask('POST', '/sandbox/people:write', { ...phone, message });

    expect(log.all()).toMatchObject([{ content: message }]);
  });

  it('are introduced, by the key that the state has for them', async () => {
    const { ask, view } = createControl();

    const { key } = await ask('POST', '/sandbox/people:introduce', { ...phone, display_name: 'A customer' });

    expect(view().phones).toMatchObject([{ key, displayName: 'A customer' }]);
    expect(view().messages).toEqual([]);
  });

  it('keep their name for the contact that is made of them', async () => {
    const { ask, contacts } = createControl({ mode: 'CONVERSATION' });
    await ask('POST', '/sandbox/people:introduce', { ...phone, display_name: 'A customer' });

    await ask('POST', '/sandbox/people:write', { ...phone, text: 'Hello' });

    expect(contacts.contacts('a-project')).toMatchObject([{ displayName: 'A customer' }]);
  });

  it('opt out and in, and do what is no message', async () => {
    const { ask, emitted, view } = createControl();

    await ask('POST', '/sandbox/people:opt-out', phone);
    expect(view().phones).toMatchObject([{ isOptedOut: true }]);
    await ask('POST', '/sandbox/people:opt-in', phone);
    expect(view().phones).toMatchObject([{ isOptedOut: false }]);
    const event = { contact_event: { composing_event: {} } };
    await ask('POST', '/sandbox/people:act', { ...phone, event });

    expect(emitted.map(({ trigger }) => trigger)).toEqual(['OPT_OUT', 'OPT_IN', 'EVENT_INBOUND']);
    expect(emitted[2]?.body).toMatchObject({ event });
  });

  it.each([
    ['/sandbox/people:write', { text: 'Hello', identity: '+1' }, 'channel is missing'],
    ['/sandbox/people:write', { text: 'Hello', channel: 'SMS' }, 'identity is missing'],
    ['/sandbox/people:write', { ...phone }, 'text or message is missing'],
    ['/sandbox/people:write', { ...phone, text: 7 }, 'text is no text'],
    ['/sandbox/people:act', { ...phone }, 'event is missing'],
    ['/sandbox/people:introduce', { channel: 'SMS', identity: '' }, 'identity is missing'],
  ])('%s refuses %j', async (path, body, message) => {
    await expect(createControl().ask('POST', path, body)).rejects.toThrow(message);
  });

  it('need an app', async () => {
    const { ask, webhooks } = createControl();
    for (const { id } of webhooks.all()) webhooks.delete(id);

    await expect(ask('POST', '/sandbox/people:write', { ...phone, text: 'Hello' })).rejects.toThrow(
      'app_id is missing, and no app has a webhook yet',
    );
  });

  it('write to no app that is not there', async () => {
    const { ask } = createControl({ apps: ['the-one'] });

    await expect(
      ask('POST', '/sandbox/people:write', { ...phone, text: 'Hello', app_id: 'another' }),
    ).rejects.toMatchObject({ httpStatus: 404 });
  });
});

describe('what can be looked at', () => {
  it('is the state', async () => {
    const { ask, view } = createControl();
    await ask('POST', '/sandbox/people:write', { ...phone, text: 'Hello' });

    expect(await ask('GET', '/sandbox/state')).toEqual(view());
  });

  it('is a message in full', async () => {
    const { ask } = createControl();
    const text = 'x'.repeat(100_000);
    const { id } = await ask('POST', '/sandbox/people:write', { ...phone, text });

    expect(await ask('GET', `/sandbox/messages/${String(id)}`)).toMatchObject({
      id,
      contact_message: { text_message: { text } },
    });
    await expect(ask('GET', '/sandbox/messages/none')).rejects.toMatchObject({ httpStatus: 404 });
  });
});

describe('what goes wrong', () => {
  it('is set, each fault by itself', async () => {
    const { ask, settings } = createControl();
    await ask('PATCH', '/sandbox/faults', { duplicates: 0.5 });

    expect(await ask('PATCH', '/sandbox/faults', { delayMs: 100 })).toEqual({
      duplicates: 0.5,
      disorder: 0,
      disorderMs: 2_000,
      delayMs: 100,
      burstMs: 0,
    });
    expect(settings().faults).toMatchObject({ duplicates: 0.5, delayMs: 100 });
  });

  it('is set for a channel, which keeps what is said of the others', async () => {
    const { ask, settings } = createControl();
    await ask('PATCH', '/sandbox/channels/*', { reads: 0.25 });

    await ask('PATCH', '/sandbox/channels/RCS', { failures: 1, reason: 'CHANNEL_FAILURE' });

    expect(settings().channels).toMatchObject({
      '*': { failures: 0, reads: 0.25 },
      RCS: { failures: 1, reason: 'CHANNEL_FAILURE', reads: 0.25 },
    });
  });

  it.each([
    ['/sandbox/faults', { duplicates: 1.1 }, 'duplicates is no number from 0 to 1'],
    ['/sandbox/faults', { delayMs: -1 }, 'delayMs is no number from 0 to 3600000'],
    ['/sandbox/faults', { delayMs: '5' }, 'delayMs is no number'],
    ['/sandbox/faults', { delay: 5 }, 'delay is none of duplicates'],
    ['/sandbox/faults', { constructor: 0 }, 'constructor is none of duplicates'],
    ['/sandbox/channels/SMS', { failures: 2 }, 'failures is no number from 0 to 1'],
    ['/sandbox/channels/SMS', { reason: '' }, 'reason is missing'],
  ])('%s refuses %j, and stays as it was', async (path, body, message) => {
    const { ask, settings } = createControl();
    const before = settings();

    await expect(ask('PATCH', path, body)).rejects.toThrow(message);
    expect(settings()).toEqual(before);
  });
});

it('closes the breaker of a webhook, which is sent what waited', async () => {
  const { ask, answer, move, webhook, courier } = createControl();
  answer.outcome = { kind: 'answered', status: 500 };
  for (let count = 0; count < 10; count += 1) {
    await ask('POST', '/sandbox/people:write', { ...phone, text: 'Hello' });
  }
  await move(0);
  expect(courier.report(webhook.id)).toMatchObject({ breaker: 'open', waiting: 10, taken: 0 });
  answer.outcome = { kind: 'answered', status: 200 };

  await ask('POST', `/sandbox/webhooks/${webhook.id}:close-breaker`);
  await move(5_000);

  expect(courier.report(webhook.id)).toMatchObject({ breaker: 'closed', waiting: 0, taken: 10 });
  await expect(ask('POST', '/sandbox/webhooks/none:close-breaker')).rejects.toMatchObject({
    httpStatus: 404,
  });
});

it('sends a sample to the app that is named, or to the first', async () => {
  const { ask, samples } = createControl();

  await ask('POST', '/sandbox/samples:send', { trigger: 'CAPABILITY' });
  await ask('POST', '/sandbox/samples:send', { trigger: 'CAPABILITY', app_id: 'another-app' });

  expect(samples).toEqual([
    ['CAPABILITY', { appId: 'an-app', projectId: 'a-project' }],
    ['CAPABILITY', { appId: 'another-app', projectId: 'a-project' }],
  ]);
  await expect(ask('POST', '/sandbox/samples:send', {})).rejects.toThrow('trigger is missing');
});

function createControl(settings: Parameters<typeof createStillSandbox>[0] = {}) {
  const still = createStillSandbox(settings);
  const { sandbox } = still;
  const samples: unknown[] = [];
  const emitted: { readonly trigger: string; readonly body: JsonRecord }[] = [];
  sandbox.watch({ onCallback: (callback) => emitted.push(callback) });
  const feed = createFeed(sandbox);
  const routes = controlRoutes({
    sandbox,
    feed,
    sendSample: async (trigger, app) => {
      samples.push([trigger, app]);
    },
  }).map(compileRoute);
  return {
    ...sandbox,
    ...still,
    samples,
    emitted,
    view: feed.view,
    async ask(method: string, path: string, body: JsonRecord = {}): Promise<JsonRecord> {
      for (const route of routes) {
        const params = route.method === method ? route.match(path) : undefined;
        if (params === undefined) continue;
        // These routes answer from nothing but what they are given here.
        const asked = { params, body } as unknown as Parameters<typeof route.run>[0];
        return (await route.run(asked)) as JsonRecord;
      }
      throw new Error(`There is no ${method} ${path}`);
    },
  };
}
