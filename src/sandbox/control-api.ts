import { isRecord, type JsonRecord } from '../spec/json.js';
import { badRequest, notFound } from '../web/api-error.js';
import { identityKey } from './channels.js';
import type { SandboxFeed } from './feed.js';
import { readOptionalText, readRecord, readText } from '../web/fields.js';
import { readIdentity } from './identities.js';
import { type Route, streamed } from '../web/http-route.js';
import { messageJson } from './message-log.js';
import type { Person } from './people.js';
import { readChannelChanges, readFaultChanges } from './read-settings.js';
import type { Sandbox } from './sandbox.js';
import { settingsOf } from './settings.js';
import { streamEvents } from '../web/event-stream.js';

export interface ControlParts {
  readonly sandbox: Sandbox;
  readonly feed: SandboxFeed;
  /** Sends the sample of a trigger to an app's webhooks. Throws an `ApiError` for one that is unknown. */
  readonly sendSample: (trigger: string, app: AppReference) => Promise<void>;
}

export interface AppReference {
  readonly appId: string;
  readonly projectId: string;
}

/** What the page does, and a test may do: be the people at the other end, look on, let things go wrong. */
export function controlRoutes({ sandbox, feed, sendSample }: ControlParts): Route[] {
  const { people, courier } = sandbox;
  return [
    { method: 'GET', path: '/sandbox/state', run: () => ({ ...feed.view() }) },
    {
      method: 'GET',
      path: '/sandbox/stream',
      run: ({ response }) => {
        streamEvents(feed, response);
        return streamed;
      },
    },
    {
      method: 'GET',
      path: '/sandbox/messages/{message}',
      run: ({ params: { message: id = '' } }) => {
        const message = sandbox.log.get(id);
        if (message === undefined) throw notFound('message', id);
        return messageJson(message);
      },
    },
    {
      method: 'POST',
      path: '/sandbox/people:introduce',
      run: ({ body }) => {
        const person = readPerson(body, sandbox);
        people.introduce(person);
        return { key: identityKey(person.appId, person.identity) };
      },
    },
    {
      method: 'POST',
      path: '/sandbox/people:write',
      run: ({ body }) => ({ id: people.write(readPerson(body, sandbox), readContent(body)).id }),
    },
    {
      method: 'POST',
      path: '/sandbox/people:act',
      run: ({ body }) => {
        people.act(readPerson(body, sandbox), readRecord(body, 'event'));
        return {};
      },
    },
    {
      method: 'POST',
      path: '/sandbox/people:opt-out',
      run: ({ body }) => {
        people.optOut(readPerson(body, sandbox));
        return {};
      },
    },
    {
      method: 'POST',
      path: '/sandbox/people:opt-in',
      run: ({ body }) => {
        people.optIn(readPerson(body, sandbox));
        return {};
      },
    },
    {
      method: 'POST',
      path: '/sandbox/samples:send',
      run: async ({ body }) => {
        await sendSample(readText(body, 'trigger'), readApp(body, sandbox));
        return {};
      },
    },
    {
      method: 'PATCH',
      path: '/sandbox/faults',
      run: ({ body }) => {
        const faults = { ...sandbox.settings().faults, ...readFaultChanges(body) };
        sandbox.change({ faults });
        return faults;
      },
    },
    {
      method: 'PATCH',
      path: '/sandbox/channels/{channel}',
      run: ({ params: { channel = '' }, body }) => {
        const { channels } = sandbox.settings();
        const next = { ...settingsOf(sandbox.settings(), channel), ...readChannelChanges(body) };
        sandbox.change({ channels: { ...channels, [channel]: next } });
        return next;
      },
    },
    {
      method: 'POST',
      path: '/sandbox/webhooks/{webhook}:close-breaker',
      run: ({ params: { webhook = '' } }) => {
        courier.closeBreaker(sandbox.webhooks.get(webhook).id);
        return {};
      },
    },
  ];
}

function readPerson(body: JsonRecord, sandbox: Sandbox): Person {
  const displayName = readOptionalText(body, 'display_name');
  return {
    ...readApp(body, sandbox),
    identity: readIdentity(body),
    ...(displayName !== undefined && { displayName }),
  };
}

/** A message as a person sends one: `text`, or a whole `message` such as `{ media_message: … }`. */
function readContent(body: JsonRecord): JsonRecord {
  const text = readOptionalText(body, 'text');
  if (text !== undefined) return { text_message: { text } };
  if (isRecord(body['message'])) return body['message'];
  throw badRequest('text or message is missing');
}

/** The app that is named, or the first there is. */
function readApp(body: JsonRecord, { settings, webhooks, checkApp }: Sandbox): AppReference {
  const named = readOptionalText(body, 'app_id');
  const [first] = webhooks.all();
  const appId = named ?? settings().apps[0] ?? first?.appId;
  if (appId === undefined) throw badRequest('app_id is missing, and no app has a webhook yet');
  checkApp(appId);
  const own = webhooks.ofApp(appId)[0] ?? first;
  return { appId, projectId: own?.projectId ?? 'sandbox' };
}
