import { isRecord, type JsonRecord } from '../spec/json.js';
import { badRequest, notFound } from '../web/api-error.js';
import { isMessageAsked, masked, matches, pageOf } from './api-query.js';
import { channelIdentity } from './channels.js';
import { type ContactChanges, contactJson, conversationJson } from './contact-book.js';
import { readOptionalText, readText, readTexts } from '../web/fields.js';
import type { ApiRequest, Route } from '../web/http-route.js';
import { readIdentities } from './identities.js';
import { messageJson } from './message-log.js';
import type { Sandbox } from './sandbox.js';
import { webhookJson } from './webhook-registry.js';

const project = '/v1/projects/{project}';

/** The part of the Conversation API that the sandbox plays, at the paths it has there. */
export function conversationRoutes(sandbox: Sandbox): Route[] {
  return [...sendRoutes(sandbox), ...webhookRoutes(sandbox), ...contactRoutes(sandbox)];
}

function sendRoutes({ sendMessage, sendEvent, queryCapability, log }: Sandbox): Route[] {
  return [
    {
      method: 'POST',
      path: `${project}/messages:send`,
      run: ({ params, body }) => sendMessage(projectOf(params), body),
    },
    {
      method: 'POST',
      path: `${project}/events:send`,
      run: ({ params, body }) => sendEvent(projectOf(params), body),
    },
    {
      method: 'POST',
      path: `${project}/capability:query`,
      run: ({ params, body }) => queryCapability(projectOf(params), body),
    },
    {
      method: 'GET',
      path: `${project}/messages`,
      run: ({ params, query }) => {
        const messages = log
          .all()
          .filter(({ projectId }) => projectId === projectOf(params))
          .filter((message) => isMessageAsked(query, message));
        return pageOf(query, 'messages', messages.toReversed().map(messageJson));
      },
    },
    {
      method: 'GET',
      path: `${project}/messages/{message}`,
      run: ({ params: { message: id = '' } }) => {
        const message = log.get(id);
        if (message === undefined) throw notFound('message', id);
        return messageJson(message);
      },
    },
  ];
}

function webhookRoutes({ webhooks, checkApp }: Sandbox): Route[] {
  return [
    {
      method: 'POST',
      path: `${project}/webhooks`,
      run: ({ params, body }) => {
        checkApp(readText(body, 'app_id'));
        return webhookJson(webhooks.create(projectOf(params), body));
      },
    },
    {
      method: 'GET',
      path: `${project}/apps/{app}/webhooks`,
      run: ({ params: { app = '' } }) => {
        checkApp(app);
        return { webhooks: webhooks.ofApp(app).map(webhookJson) };
      },
    },
    {
      method: 'GET',
      path: `${project}/webhooks/{webhook}`,
      run: ({ params: { webhook = '' } }) => webhookJson(webhooks.get(webhook)),
    },
    {
      method: 'PATCH',
      path: `${project}/webhooks/{webhook}`,
      run: ({ params: { webhook = '' }, query, body }) =>
        webhookJson(webhooks.update(webhook, masked(query, body))),
    },
    {
      method: 'DELETE',
      path: `${project}/webhooks/{webhook}`,
      run: ({ params: { webhook = '' } }) => {
        webhooks.delete(webhook);
        return {};
      },
    },
  ];
}

function contactRoutes({ contacts }: Sandbox): Route[] {
  return [
    {
      method: 'POST',
      path: `${project}/contacts`,
      run: ({ params, body }) => {
        const changes = readContact(body);
        if ((changes.identities ?? []).length === 0) throw badRequest('channel_identities is missing');
        return contactJson(contacts.createContact(projectOf(params), changes));
      },
    },
    {
      method: 'GET',
      path: `${project}/contacts`,
      run: ({ params, query }) =>
        pageOf(
          query,
          'contacts',
          contacts
            .contacts(projectOf(params))
            .filter(({ externalId }) => matches(query, 'external_id', externalId))
            .map(contactJson),
        ),
    },
    {
      method: 'GET',
      path: `${project}/contacts/{contact}`,
      run: ({ params: { contact = '' } }) => contactJson(contacts.getContact(contact)),
    },
    {
      method: 'PATCH',
      path: `${project}/contacts/{contact}`,
      run: ({ params: { contact = '' }, query, body }) =>
        contactJson(contacts.updateContact(contact, readContact(masked(query, body)))),
    },
    {
      method: 'DELETE',
      path: `${project}/contacts/{contact}`,
      run: ({ params: { contact = '' } }) => {
        contacts.deleteContact(contact);
        return {};
      },
    },
    {
      method: 'POST',
      path: `${project}/contacts/{contact}:merge`,
      run: ({ params: { contact = '' }, body }) =>
        contactJson(contacts.mergeContact(readText(body, 'source_id'), contact)),
    },
    {
      method: 'GET',
      path: `${project}/conversations`,
      run: ({ params, query }) =>
        pageOf(
          query,
          'conversations',
          contacts
            .conversations(projectOf(params))
            .filter(({ appId }) => matches(query, 'app_id', appId))
            .filter(({ contactId }) => matches(query, 'contact_id', contactId))
            .filter(({ isActive }) => query.get('only_active') !== 'true' || isActive)
            .map(conversationJson),
        ),
    },
    {
      method: 'GET',
      path: `${project}/conversations/{conversation}`,
      run: ({ params: { conversation = '' } }) => conversationJson(contacts.getConversation(conversation)),
    },
    {
      method: 'POST',
      path: `${project}/conversations/{conversation}:stop`,
      run: ({ params: { conversation = '' } }) => {
        contacts.stopConversation(conversation);
        return {};
      },
    },
    {
      method: 'DELETE',
      path: `${project}/conversations/{conversation}`,
      run: ({ params: { conversation = '' } }) => {
        contacts.deleteConversation(conversation);
        return {};
      },
    },
  ];
}

function projectOf(params: ApiRequest['params']): string {
  return params['project'] ?? '';
}

function readContact(body: JsonRecord): ContactChanges {
  const displayName = readOptionalText(body, 'display_name');
  const email = readOptionalText(body, 'email');
  const externalId = readOptionalText(body, 'external_id');
  const metadata = readOptionalText(body, 'metadata');
  const language = readOptionalText(body, 'language');
  const hasIdentities = body['channel_identities'] !== undefined;
  const appIds = hasIdentities ? readAppIds(body['channel_identities']) : [];
  return {
    ...(displayName !== undefined && { displayName }),
    ...(email !== undefined && { email }),
    ...(externalId !== undefined && { externalId }),
    ...(metadata !== undefined && { metadata }),
    ...(language !== undefined && { language }),
    ...(body['channel_priority'] !== undefined && { channelPriority: readTexts(body, 'channel_priority') }),
    ...(hasIdentities && {
      identities: readIdentities(body, 'channel_identities').map((identity, index) => ({
        ...identity,
        appId: channelIdentity(identity, appIds[index] ?? '').app_id,
      })),
    }),
  };
}

function readAppIds(identities: unknown): string[] {
  return (Array.isArray(identities) ? identities : []).map((one: unknown) =>
    isRecord(one) ? (readOptionalText(one, 'app_id') ?? '') : '',
  );
}
