import { describe, expect, it } from 'vitest';
import { app, createTestSandbox, project, textTo } from './support/test-sandbox.js';

const person = {
  appId: app,
  projectId: project,
  identity: { channel: 'MESSENGER', identity: '12025550143' },
  displayName: 'Customer 7',
};

describe('a person who writes', () => {
  it('is a message without contact in DISPATCH mode', async () => {
    const { sandbox, clock, received } = createTestSandbox();
    const { id } = sandbox.people.write(person, { text_message: { text: 'Is it open?' } });
    await clock.pass(0);

    expect(received.map(({ body }) => body)).toEqual([
      {
        app_id: app,
        accepted_time: '2026-01-01T00:00:00.000Z',
        event_time: '2026-01-01T00:00:00.000Z',
        project_id: project,
        message_metadata: '',
        correlation_id: '',
        message: {
          id,
          direction: 'TO_APP',
          contact_message: { text_message: { text: 'Is it open?' }, reply_to: null },
          channel_identity: { channel: 'MESSENGER', identity: '12025550143', app_id: app },
          conversation_id: '',
          contact_id: '',
          metadata: '',
          accept_time: '2026-01-01T00:00:00.000Z',
          sender_id: '',
          processing_mode: 'DISPATCH',
          injected: false,
        },
      },
    ]);
  });

  it('becomes a contact with a conversation in CONVERSATION mode, and stays the same', async () => {
    const { sandbox, clock, received } = createTestSandbox({ mode: 'CONVERSATION' });
    sandbox.people.write(person, { text_message: { text: 'One' } });
    sandbox.people.write(person, { text_message: { text: 'Two' } });
    await clock.pass(0);

    expect(received.map(({ trigger }) => trigger)).toEqual([
      'CONTACT_CREATE',
      'CONVERSATION_START',
      'MESSAGE_INBOUND',
      'MESSAGE_INBOUND',
    ]);
    expect(received[0]?.body).toMatchObject({
      app_id: '',
      contact_create_notification: {
        contact: {
          display_name: 'Customer 7',
          channel_identities: [{ channel: 'MESSENGER', identity: '12025550143', app_id: app }],
        },
      },
    });
    expect(received[1]?.body).not.toHaveProperty('accepted_time');
    expect(received[1]?.body).toMatchObject({
      conversation_start_notification: {
        conversation: {
          active: true,
          active_channel: 'CHANNEL_UNSPECIFIED',
          last_received: '0001-01-01T00:00:00Z',
        },
      },
    });
    const ids = received.slice(2).map(({ body }) => {
      const { contact_id, conversation_id } = body['message'] as Record<string, unknown>;
      return { contact_id, conversation_id };
    });
    expect(ids[0]).toEqual(ids[1]);
    expect(ids[0]?.contact_id).toBe(sandbox.contacts.contacts(project)[0]?.id);
  });

  it('brings back what the app last sent along', async () => {
    const { sandbox, clock, received } = createTestSandbox();
    const more = { conversation_metadata: { cart: 7 }, correlation_id: 'visit-1' };
    sandbox.sendMessage(project, textTo(['MESSENGER'], more));
    await clock.pass(10_000);
    sandbox.people.write(person, { text_message: { text: 'Yes' } });
    await clock.pass(0);

    expect(received.at(-1)?.body).toMatchObject({
      message_metadata: '{"cart":7}',
      correlation_id: 'visit-1',
    });
  });
});

describe('a person', () => {
  it('who types is an event', async () => {
    const { sandbox, clock, received } = createTestSandbox();
    sandbox.people.act(person, { contact_event: { composing_event: {} } });
    await clock.pass(0);

    expect(received).toMatchObject([
      { trigger: 'EVENT_INBOUND', body: { event: { contact_event: { composing_event: {} } } } },
    ]);
  });

  it('who opts out and in again is told of by both', async () => {
    const { sandbox, clock, received } = createTestSandbox();
    sandbox.people.optOut(person);
    expect(sandbox.people.isOptedOut(app, person.identity)).toBe(true);
    sandbox.people.optIn(person);
    expect(sandbox.people.isOptedOut(app, person.identity)).toBe(false);
    await clock.pass(0);

    expect(received.map(({ body }) => body)).toMatchObject([
      { opt_out_notification: { status: 'OPT_OUT_SUCCEEDED', ...person.identity } },
      { opt_in_notification: { status: 'OPT_IN_SUCCEEDED', ...person.identity } },
    ]);
  });
});
