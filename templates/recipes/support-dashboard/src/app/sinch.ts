import { SinchClient, type MessagesApi } from '@sinch/sdk-core';
import { createDeadlines, NoAnswer } from './deadlines.js';
import type { Claim } from './outbox.js';
import { markOf } from './reply-mark.js';
import type { SinchSettings } from './settings.js';

/** What the outbox needs of the Conversation API. */
export interface ReplyApi {
  /** Resolves with the message's id. Rejects with a `NotSent` when the reply was surely not taken. */
  send(reply: Claim): Promise<string>;
  /** The id of the message that a reply has become; `undefined` when the API lists none. */
  find(reply: Claim): Promise<string | undefined>;
}

/** The API has not taken a reply, and says so. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
  constructor(
    message: string,
    /** Whether the same reply may be taken later. */
    readonly mayTryAgain: boolean,
  ) {
    super(message);
  }
}

/** The Conversation API through the official SDK. */
export function createReplyApi(settings: SinchSettings, timeoutMilliseconds = 30_000): ReplyApi {
  const { projectId, keyId, keySecret, region, authUrl, conversationUrl } = settings;
  const deadlines = createDeadlines(timeoutMilliseconds);
  const connect = () => {
    const client = new SinchClient({
      requestPlugins: [deadlines.plugin],
      projectId,
      keyId,
      keySecret,
      conversationRegion: region,
      ...(authUrl !== undefined && { authHostname: authUrl }),
      ...(conversationUrl !== undefined && { conversationHostname: conversationUrl }),
    });
    return client.conversation.messages;
  };
  let current = connect();

  async function within<Result>(work: (messages: MessagesApi) => Promise<Result>): Promise<Result> {
    const used = current;
    try {
      return await deadlines.within(() => work(used));
    } catch (error) {
      // A client whose request for a token gets no answer has all later ones wait for that one.
      if (error instanceof NoAnswer && used === current) current = connect();
      throw error;
    }
  }

  return {
    async send({ id, appId, channel, identity, text }) {
      const request = {
        app_id: appId,
        recipient: { identified_by: { channel_identities: [{ channel, identity }] } },
        message: { text_message: { text } },
        message_metadata: markOf(id),
      };
      try {
        const { message_id: messageId } = await within((messages) =>
          messages.send({ sendMessageRequestBody: request }),
        );
        if (messageId === undefined) throw new Error('The answer names no message');
        return messageId;
      } catch (error) {
        throw refusalIn(error) ?? error;
      }
    },

    find: ({ id, appId, identity, mode, writtenAt }) =>
      within(async (api) => {
        const messages = api.list({
          app_id: appId,
          channel_identity: identity,
          messages_source: mode === 'DISPATCH' ? 'DISPATCH_SOURCE' : 'CONVERSATION_SOURCE',
          start_time: new Date(writtenAt - clockSkewMilliseconds),
          page_size: 100,
        });
        for await (const message of messages) {
          if (message.metadata === markOf(id)) return message.id;
        }
        return undefined;
      }),
  };
}

const clockSkewMilliseconds = 600_000;

// The SDK has a status where there was an answer. With any other, such as 502, nobody knows.
function refusalIn(error: unknown): NotSent | undefined {
  const { statusCode: status, data } = (error ?? {}) as { statusCode?: unknown; data?: unknown };
  if (status === 429) return new NotSent('The API takes no more messages at the moment', true);
  if (status === 401 || status === 403)
    return new NotSent('The API refuses the access key: look at SINCH_KEY_ID', false);
  if (typeof status === 'number' && status >= 400 && status < 500 && status !== 408) {
    return new NotSent(reasonIn(data) ?? `The API answered ${status}`, false);
  }
  // Nobody listened, so nobody took it.
  if (error instanceof Error && /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)\b/.test(error.message)) {
    return new NotSent('The API cannot be reached', true);
  }
  return undefined;
}

function reasonIn(data: unknown): string | undefined {
  try {
    const { error } = JSON.parse(String(data)) as { error?: { message?: unknown } };
    return typeof error?.message === 'string' ? error.message.slice(0, 300) : undefined;
  } catch {
    return undefined;
  }
}
