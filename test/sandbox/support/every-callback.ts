import { defaultChannel, type ProcessingMode } from '../../../src/sandbox/settings.js';
import { app, createTestSandbox, project, type Received, textTo } from './test-sandbox.js';

/** One callback at least of every trigger that the sandbox causes by itself, in all their states. */
export async function everyCallback(mode: ProcessingMode): Promise<readonly Received[]> {
  const { sandbox, clock, received } = createTestSandbox({
    mode,
    channels: { '*': defaultChannel, RCS: { ...defaultChannel, failures: 1 } },
  });
  const identity = { channel: 'MESSENGER', identity: 'a person' };
  const person = { appId: app, projectId: project, identity };
  sandbox.people.write(person, { text_message: { text: 'Hello' } });
  sandbox.people.write(person, {
    media_message: { url: 'https://example.com/a.jpg', thumbnail_url: '', filename_override: '' },
  });
  sandbox.people.act(person, { contact_event: { composing_event: {} } });
  sandbox.people.optOut(person);
  sandbox.people.optIn(person);
  sandbox.sendMessage(project, textTo(['RCS', 'WHATSAPP'], { conversation_metadata: { a: 1 } }));
  sandbox.sendMessage(project, textTo(['RCS'], { message_metadata: 'mine', correlation_id: 'c' }));
  const { message: _message, ...rest } = textTo(['WHATSAPP']);
  sandbox.sendEvent(project, { ...rest, event: { composing_event: {} } });
  sandbox.queryCapability(project, textTo(['RCS', 'SMS']));

  const [one, other] = ['1', '2'].map((name) =>
    sandbox.contacts.createContact(project, { identities: [{ channel: 'SMS', identity: name, appId: '' }] }),
  );
  if (one === undefined || other === undefined) throw new Error('Two contacts were made');
  sandbox.contacts.updateContact(one.id, { displayName: 'Customer 7' });
  const conversation = sandbox.contacts.conversationOf(app, one);
  sandbox.contacts.stopConversation(conversation.id);
  sandbox.contacts.deleteConversation(conversation.id);
  sandbox.contacts.mergeContact(other.id, one.id);
  sandbox.contacts.deleteContact(one.id);
  await clock.pass(60_000);
  return received;
}
