import { SinchClient } from '@sinch/sdk-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBundledModel } from '../../src/model/bundled.js';
import { createClock } from '../../src/sandbox/clock.js';
import { runSandbox, type RunningSandbox } from '../../src/sandbox/run-sandbox.js';
import { defaultSettings } from '../../src/sandbox/settings.js';

const app = { appId: 'an-app', projectId: 'a-project' };
const startedAt = Date.parse('2025-06-17T10:00:00Z');

describe('the list of messages, as the official client asks for it', () => {
  let sandbox: RunningSandbox;
  let now = startedAt;

  beforeAll(async () => {
    const { events } = await buildBundledModel();
    const clock = { ...createClock(), now: () => now };
    const settings = { ...defaultSettings, seed: 'list' };
    sandbox = await runSandbox({ settings, clock, events, host: '127.0.0.1', port: 0 });
    for (const [channel, identity] of [
      ['SMS', '1'],
      ['RCS', '1'],
      ['SMS', '2'],
    ] as const) {
      sandbox.sandbox.people.write(
        { ...app, identity: { channel, identity } },
        { text_message: { text: `${channel} ${identity}` } },
      );
      now += 60_000;
    }
  });

  afterAll(() => sandbox.stop());

  it.each([
    [{}, ['SMS 2', 'RCS 1', 'SMS 1']],
    [{ channel_identity: '1' }, ['RCS 1', 'SMS 1']],
    [{ channel_identity: '1', channel: 'SMS' }, ['SMS 1']],
    [{ start_time: new Date(startedAt + 30_000) }, ['SMS 2', 'RCS 1']],
    [{ end_time: new Date(startedAt + 30_000) }, ['SMS 1']],
    [{ direction: 'TO_CONTACT' }, []],
  ])('with %j has %j', async (filter, expected) => {
    const { url } = sandbox;
    const client = new SinchClient({
      projectId: app.projectId,
      keyId: 'key',
      keySecret: 'secret',
      authHostname: url,
      conversationHostname: url,
    });
    const texts: unknown[] = [];
    for await (const message of client.conversation.messages.list({ app_id: app.appId, ...filter })) {
      texts.push(message.contact_message);
    }
    expect(texts).toMatchObject(expected.map((text) => ({ text_message: { text } })));
  });
});
