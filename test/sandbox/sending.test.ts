import { describe, expect, it } from 'vitest';
import { defaultChannel } from '../../src/sandbox/settings.js';
import { app, createTestSandbox, project, textTo } from './support/test-sandbox.js';

const sms = { channel: 'SMS', identity: '12025550143' };

describe('messages:send', () => {
  it('answers with the id and the time of acceptance', () => {
    const { sandbox } = createTestSandbox();
    expect(sandbox.sendMessage(project, textTo(['SMS']))).toEqual({
      message_id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      accepted_time: '2026-01-01T00:00:00.000Z',
    });
  });

  it('makes a contact and a conversation in CONVERSATION mode, once', async () => {
    const { sandbox, clock, received } = createTestSandbox({ mode: 'CONVERSATION' });
    const { message_id: id } = sandbox.sendMessage(project, textTo(['SMS']));
    sandbox.sendMessage(project, textTo(['SMS']));
    await clock.pass(0);

    expect(received.map(({ trigger }) => trigger)).toEqual([
      'CONTACT_CREATE',
      'CONVERSATION_START',
      'MESSAGE_SUBMIT',
      'MESSAGE_SUBMIT',
    ]);
    const [contact] = sandbox.contacts.contacts(project);
    const [conversation] = sandbox.contacts.conversations(project);
    expect(received[2]?.body).toMatchObject({
      message_submit_notification: {
        message_id: id,
        contact_id: contact?.id,
        conversation_id: conversation?.id,
        processing_mode: 'CONVERSATION',
      },
    });
  });

  it('keeps out of contacts with DISPATCH_ONLY', async () => {
    const { sandbox, clock, received } = createTestSandbox({ mode: 'CONVERSATION' });
    sandbox.sendMessage(project, textTo(['SMS'], { processing_strategy: 'DISPATCH_ONLY' }));
    await clock.pass(0);

    expect(received.map(({ trigger }) => trigger)).toEqual(['MESSAGE_SUBMIT']);
    expect(received[0]?.body).toMatchObject({ message_submit_notification: { contact_id: '' } });
  });

  it('reaches a contact where it was active last, then by its own priority', async () => {
    const { sandbox, clock, received } = createTestSandbox({
      mode: 'CONVERSATION',
      channels: { '*': { ...defaultChannel, failures: 1 } },
    });
    const identities = ['RCS', 'SMS', 'WHATSAPP'].map((channel) => ({ ...sms, channel, appId: '' }));
    const contact = sandbox.contacts.createContact(project, { identities, channelPriority: ['RCS'] });
    sandbox.people.write(
      { appId: app, projectId: project, identity: { ...sms, channel: 'WHATSAPP' } },
      {
        text_message: { text: 'Hello' },
      },
    );
    sandbox.sendMessage(project, textTo([], { recipient: { contact_id: contact.id } }));
    await clock.pass(10_000);

    const tried = received
      .filter(({ trigger }) => trigger === 'MESSAGE_SUBMIT')
      .map(({ body }) => (body['message_submit_notification'] as Submitted).channel_identity.channel);
    expect(tried).toEqual(['WHATSAPP', 'RCS', 'SMS']);
  });

  it.each([
    ['no app', { app_id: undefined }, 'app_id is missing'],
    ['an app that is no text', { app_id: 7 }, 'app_id is no text'],
    ['no recipient', { recipient: undefined }, 'recipient is missing'],
    [
      'no identity',
      { recipient: { identified_by: { channel_identities: [] } } },
      'channel_identities is empty',
    ],
    [
      'an identity without a channel',
      { recipient: { identified_by: { channel_identities: [{ identity: '1' }] } } },
      'recipient.identified_by.channel_identities[0].channel is missing',
    ],
    ['a contact in DISPATCH mode', { recipient: { contact_id: 'x' } }, 'needs CONVERSATION mode'],
    ['no message', { message: undefined }, 'message is missing'],
    ['a message without content', { message: {} }, 'message has no content such as text_message'],
    ['a callback_url that is none', { callback_url: 'nowhere' }, 'callback_url is no http address'],
    ['a long correlation_id', { correlation_id: 'x'.repeat(129) }, 'more than 128 characters'],
    ['channels that the recipient is not on', { channel_priority_order: ['RCS'] }, 'on none of the channels'],
  ])('refuses %s', (_what, more, message) => {
    const { sandbox } = createTestSandbox();
    expect(() => sandbox.sendMessage(project, textTo(['SMS'], more))).toThrow(message);
    expect(sandbox.log.all()).toEqual([]);
  });

  it('refuses an app that there is not, where apps were named', () => {
    const { sandbox } = createTestSandbox({ apps: ['only this'] });
    expect(() => sandbox.sendMessage(project, textTo(['SMS']))).toThrow('There is no app "app"');
  });
});

interface Submitted {
  readonly channel_identity: { readonly channel: string };
}

describe('events:send', () => {
  it('answers with an id, and reports that it was delivered', async () => {
    const { sandbox, clock, received } = createTestSandbox();
    const { message: _message, ...rest } = textTo(['WHATSAPP']);
    const request = { ...rest, event: { composing_event: {} }, event_metadata: 'typing' };
    const { event_id: id, accepted_time } = sandbox.sendEvent(project, request);
    await clock.pass(1_000);

    expect(received.map(({ body }) => body)).toMatchObject(
      ['QUEUED_ON_CHANNEL', 'DELIVERED'].map((status) => ({
        accepted_time,
        event_delivery_report: { event_id: id, status, metadata: 'typing' },
      })),
    );
  });
});

describe('capability:query', () => {
  it('answers at once, and tells of each channel by a callback', async () => {
    const { sandbox, clock, received } = createTestSandbox({
      channels: { '*': defaultChannel, RCS: { ...defaultChannel, failures: 1 } },
    });
    const { recipient } = textTo(['RCS', 'SMS']);
    const answer = sandbox.queryCapability(project, { app_id: app, recipient, request_id: 'mine' });
    await clock.pass(1_000);

    expect(answer).toEqual({ app_id: app, recipient, request_id: 'mine' });
    expect(received.map(({ body }) => body['capability_notification'])).toMatchObject([
      {
        request_id: 'mine',
        channel: 'RCS',
        capability_status: 'NO_CAPABILITY',
        reason: { code: 'RECIPIENT_NOT_REACHABLE' },
      },
      { request_id: 'mine', channel: 'SMS', capability_status: 'CAPABILITY_FULL' },
    ]);
  });
});
