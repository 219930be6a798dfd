import { describe, expect, it } from 'vitest';
import { app, createTestSandbox, project } from './support/test-sandbox.js';

const identity = { channel: 'SMS', identity: '12025550143', appId: '' };

describe('contacts', () => {
  it('tell of every change', async () => {
    const { sandbox, clock, received } = createTestSandbox({ mode: 'CONVERSATION' });
    const { contacts } = sandbox;
    const { id } = contacts.createContact(project, { identities: [identity] });
    contacts.updateContact(id, { displayName: 'Customer 7' });
    contacts.deleteContact(id);
    await clock.pass(0);

    expect(received.map(({ trigger }) => trigger)).toEqual([
      'CONTACT_CREATE',
      'CONTACT_UPDATE',
      'CONTACT_DELETE',
    ]);
    expect(received[1]?.body).toMatchObject({
      contact_update_notification: { contact: { id, display_name: 'Customer 7', language: 'UNSPECIFIED' } },
    });
    expect(() => contacts.getContact(id)).toThrow(expect.objectContaining({ httpStatus: 404 }));
  });

  it('are found by any of their identities, also by one that was added', () => {
    const { contacts } = createTestSandbox().sandbox;
    const other = { ...identity, channel: 'RCS' };
    const contact = contacts.createContact(project, { identities: [identity] });
    contacts.updateContact(contact.id, { identities: [identity, other] });

    expect(contacts.contactOf(project, [other])).toBe(contact);
    contacts.deleteContact(contact.id);
    expect(contacts.contactOf(project, [other])).not.toBe(contact);
  });

  it('are those of their project', () => {
    const { contacts } = createTestSandbox().sandbox;
    const contact = contacts.createContact(project, { identities: [identity] });
    expect(contacts.contactOf('another project', [identity])).not.toBe(contact);
  });

  it('that are merged leave one, with the identities of both', async () => {
    const { sandbox, clock, received } = createTestSandbox({ mode: 'CONVERSATION' });
    const { contacts } = sandbox;
    const other = { ...identity, identity: '12025550144' };
    const [kept, gone] = [identity, other].map((one) =>
      contacts.createContact(project, { identities: [one] }),
    );
    if (kept === undefined || gone === undefined) throw new Error('Two contacts were made');
    contacts.conversationOf(app, gone);
    contacts.mergeContact(gone.id, kept.id);
    await clock.pass(0);

    expect(contacts.contactOf(project, [other])).toBe(kept);
    expect(received.at(-1)?.body).toMatchObject({
      contact_merge_notification: { preserved_contact: { id: kept.id }, deleted_contact: { id: gone.id } },
    });
    expect(() => contacts.mergeContact(kept.id, kept.id)).toThrow('cannot be merged with itself');
  });
});

describe('conversations', () => {
  it('begin once, and anew after a stop', async () => {
    const { sandbox, clock, received } = createTestSandbox({ mode: 'CONVERSATION' });
    const { contacts } = sandbox;
    const contact = contacts.createContact(project, { identities: [identity] });
    const first = contacts.conversationOf(app, contact);
    expect(contacts.conversationOf(app, contact)).toBe(first);
    contacts.stopConversation(first.id);
    const second = contacts.conversationOf(app, contact);
    contacts.deleteConversation(second.id);
    await clock.pass(0);

    expect(second.id).not.toBe(first.id);
    expect(received.map(({ trigger }) => trigger)).toEqual([
      'CONTACT_CREATE',
      'CONVERSATION_START',
      'CONVERSATION_STOP',
      'CONVERSATION_START',
      'CONVERSATION_DELETE',
    ]);
    expect(received[2]?.body).toMatchObject({
      conversation_stop_notification: { conversation: { id: first.id, active: false } },
    });
  });
});
