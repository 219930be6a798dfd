import { type Conversation, ConversationCallbackWebhooks, SinchClient } from '@sinch/sdk-core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildBundledModel } from '../../src/model/bundled.js';
import type { EventModel } from '../../src/model/receiver-model.js';
import { createClock } from '../../src/sandbox/clock.js';
import { runSandbox } from '../../src/sandbox/run-sandbox.js';
import { defaultChannel, defaultSettings } from '../../src/sandbox/settings.js';
import { serve } from '../support/local-server.js';
import { everyCallback } from './support/every-callback.js';
import { app, secret } from './support/test-sandbox.js';

// The official SDK as it is published; only its addresses are the sandbox's.
let events: readonly EventModel[] = [];
beforeAll(async () => {
  ({ events } = await buildBundledModel());
});

const recipient = {
  identified_by: { channel_identities: [{ channel: 'WHATSAPP', identity: '12025550143' }] },
};

describe('the official SDK', () => {
  it('gets a token, and sends messages and events, asks for capabilities, and is called back', async () => {
    const { conversation, receiver } = await start();
    const triggers: Conversation.WebhookTrigger[] = [
      'MESSAGE_SUBMIT',
      'MESSAGE_DELIVERY',
      'EVENT_DELIVERY',
      'CAPABILITY',
    ];
    await conversation.webhooks.create({
      webhookCreateRequestBody: { app_id: app, target: receiver.url, secret, target_type: 'HTTP', triggers },
    });
    const { message_id } = await conversation.messages.send({
      sendMessageRequestBody: { app_id: app, recipient, message: { text_message: { text: 'Hello' } } },
    });
    const { event_id } = await conversation.events.send({
      sendEventRequestBody: { app_id: app, recipient, event: { composing_event: {} } },
    });
    const { request_id } = await conversation.capability.lookup({
      lookupCapabilityRequestBody: { app_id: app, recipient },
    });

    await expect.poll(() => receiver.bodies.length, { timeout: 10_000 }).toBe(7);
    // Requests overtake each other on their way.
    expect(told(receiver, 'message_delivery_report', 'status').toSorted()).toEqual([
      'DELIVERED',
      'QUEUED_ON_CHANNEL',
      'READ',
    ]);
    expect(told(receiver, 'message_submit_notification', 'message_id')).toEqual([message_id]);
    expect(told(receiver, 'event_delivery_report', 'event_id')).toEqual([event_id, event_id]);
    expect(told(receiver, 'capability_notification', 'request_id')).toEqual([request_id]);
    expect(await conversation.messages.get({ message_id: message_id ?? '' })).toMatchObject({
      id: message_id,
      direction: 'TO_CONTACT',
      app_message: { text_message: { text: 'Hello' } },
    });
  });

  it('makes, lists, changes and deletes webhooks, and is refused a sixth', async () => {
    const { conversation } = await start();
    const create = (n: number) =>
      conversation.webhooks.create({
        webhookCreateRequestBody: { app_id: app, target: `https://example.com/${n}`, triggers: ['OPT_IN'] },
      });
    const [first] = await Promise.all([1, 2, 3, 4, 5].map(create));
    const id = first?.id ?? '';
    await expect(create(6)).rejects.toMatchObject({ statusCode: 400 });
    await expect(create(1)).rejects.toMatchObject({ statusCode: 409 });

    const update = { target: 'https://example.com/new', secret: 'ignored: it is not in the mask' };
    await conversation.webhooks.update({
      webhook_id: id,
      webhookUpdateRequestBody: update,
      update_mask: ['target'],
    });
    expect(await conversation.webhooks.get({ webhook_id: id })).toMatchObject({
      target: 'https://example.com/new',
      triggers: ['OPT_IN'],
      secret: '',
    });
    await conversation.webhooks.delete({ webhook_id: id });
    const { webhooks } = await conversation.webhooks.list({ app_id: app });
    expect(webhooks).toHaveLength(4);
    await expect(conversation.webhooks.get({ webhook_id: id })).rejects.toMatchObject({ statusCode: 404 });
  });

  it('lists the messages that it asks for: of a person, a direction, a mode, a time', async () => {
    const { conversation } = await start();
    const send = (channel: string, identity: string) =>
      conversation.messages.send({
        sendMessageRequestBody: {
          app_id: app,
          recipient: { identified_by: { channel_identities: [{ channel, identity }] } },
          message: { text_message: { text: 'Hello' } },
        },
      });
    const { message_id: first } = await send('SMS', '1');
    const { message_id: second } = await send('RCS', '1');
    const { message_id: third } = await send('SMS', '2');
    const list = async (filter: Conversation.ListMessagesRequestData) =>
      (await conversation.messages.list({ app_id: app, ...filter })).data.map(({ id }) => id);

    expect(await list({})).toEqual([third, second, first]);
    expect(await list({ channel_identity: '1' })).toEqual([second, first]);
    expect(await list({ channel: 'SMS', channel_identity: '1' })).toEqual([first]);
    expect(await list({ direction: 'TO_APP' })).toEqual([]);
    expect(await list({ messages_source: 'DISPATCH_SOURCE' })).toHaveLength(3);
    expect(await list({ messages_source: 'CONVERSATION_SOURCE' })).toEqual([]);
    const now = Date.now();
    expect(await list({ start_time: new Date(now - 60_000), end_time: new Date(now + 60_000) })).toHaveLength(
      3,
    );
    expect(await list({ start_time: new Date(now + 60_000) })).toEqual([]);
    expect(await list({ end_time: new Date(now - 60_000) })).toEqual([]);
  });

  it('pages through messages, and keeps contacts', async () => {
    const { conversation } = await start();
    for (let n = 0; n < 5; n += 1) {
      await conversation.messages.send({
        sendMessageRequestBody: { app_id: app, recipient, message: { text_message: { text: `${n}` } } },
      });
    }
    const ids: (string | undefined)[] = [];
    for await (const { id } of conversation.messages.list({ app_id: app, page_size: 2 })) ids.push(id);
    expect(new Set(ids).size).toBe(5);

    const { id: contact_id = '' } = await conversation.contact.create({
      contactCreateRequestBody: {
        channel_identities: [{ channel: 'SMS', identity: '1' }],
        language: 'EN_GB',
      },
    });
    await conversation.contact.update({
      contact_id,
      updateContactRequestBody: { display_name: 'Customer 7' },
      update_mask: ['display_name'],
    });
    expect(await conversation.contact.get({ contact_id })).toMatchObject({
      display_name: 'Customer 7',
      language: 'EN_GB',
    });
  });

  it('asks for another token when its own has expired', async () => {
    const clock = createClock();
    let ahead = 0;
    const { conversation } = await start({ ...clock, now: () => clock.now() + ahead });
    await conversation.webhooks.list({ app_id: app });
    ahead = 2 * 3_600_000;
    expect(await conversation.webhooks.list({ app_id: app })).toEqual({ webhooks: [] });
  });
});

describe('what the official SDK makes of callbacks', () => {
  it.each(['CONVERSATION', 'DISPATCH'] as const)('in %s mode: they are genuine, and parsed', async (mode) => {
    const received = await everyCallback(mode);
    const callbacks = new ConversationCallbackWebhooks(secret);
    const parsed: string[] = [];
    for (const { headers, bytes, body, trigger } of received) {
      const text = Buffer.from(bytes).toString();
      expect(callbacks.validateAuthenticationHeader({ ...headers }, text), trigger).toBe(true);
      const event = callbacks.parseEvent(structuredClone(body)) as { trigger?: string };
      parsed.push(event.trigger ?? 'none');
    }

    expect(parsed).toEqual(received.map(({ trigger }) => trigger));
    expect(parsed.length).toBeGreaterThan(20);
  });
});

/** A field of every payload that came at a key. */
function told({ bodies }: { bodies: readonly string[] }, key: string, field: string): unknown[] {
  return bodies
    .map((body) => JSON.parse(body) as Record<string, Record<string, unknown>>)
    .flatMap((body) => (body[key] === undefined ? [] : [body[key][field]]));
}

async function start(clock = createClock()) {
  const fast = { ...defaultChannel, queuedMs: 10, deliveredMs: 10, readMs: 10 };
  const running = await runSandbox({
    settings: { ...defaultSettings, seed: 'seed', channels: { '*': fast } },
    clock,
    events,
    host: 'localhost',
    port: 0,
  });
  onTestFinished(() => running.stop());
  const bodies: string[] = [];
  const url = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => void (body += chunk.toString()));
    request.on('end', () => {
      bodies.push(body);
      response.end();
    });
  });
  const { conversation } = new SinchClient({
    projectId: 'project',
    keyId: 'key',
    keySecret: 'secret',
    logger: null,
    conversationRegion: 'eu',
    authHostname: running.url,
    conversationHostname: running.url,
  });
  return { conversation, receiver: { url: `${url}/webhooks/sinch`, bodies } };
}
