import { SinchClient, type Conversation, type MessagesApi } from '@sinch/sdk-core';
import { DeadlineError, withDeadline } from '../generated/runtime/deadline.js';
import { cutOffBy, cutOffPlugin } from './cut-off.js';
import type { Identity, Outgoing } from './outgoing.js';
import type { SinchSettings } from './sinch-settings.js';

/** What became of a request to send. Of `unknown` nobody can tell: the message may have gone out. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'not-now'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What the app needs of Sinch. Tests have a stand-in for it. */
export interface Sinch {
  /** Never rejects. */
  send(outgoing: Outgoing): Promise<SendOutcome>;
  /** The id of a message that went out under this name since then. Rejects when Sinch does not say. */
  find(outgoing: Outgoing, since: number): Promise<string | undefined>;
}

/** The part of the SDK's client that is used. */
export type SinchMessages = Pick<MessagesApi, 'send' | 'list'>;

// Clocks differ.
const clockMilliseconds = 5 * 60_000;

export function connectToSinch(settings: SinchSettings): Sinch {
  const { projectId, keyId, keySecret, region, authUrl, conversationUrl } = settings;
  const connect = (): SinchMessages => {
    const client = new SinchClient({
      projectId,
      keyId,
      keySecret,
      conversationRegion: region,
      ...(authUrl !== undefined && { authHostname: authUrl }),
      ...(conversationUrl !== undefined && { conversationHostname: conversationUrl }),
      // What it writes has addresses in it, and so somebody's number.
      logger: null,
      requestPlugins: [cutOffPlugin],
    });
    return client.conversation.messages;
  };
  return createSinch(connect, settings.timeoutMilliseconds);
}

export function createSinch(connect: () => SinchMessages, timeoutMilliseconds: number): Sinch {
  let messages = connect();

  /** Calls Sinch, and waits no longer than it may take. */
  async function call<Result>(work: (messages: SinchMessages) => Promise<Result>): Promise<Result> {
    const used = messages;
    try {
      return await withDeadline({ milliseconds: timeoutMilliseconds, service: 'Sinch' }, (signal) =>
        cutOffBy(signal, () => work(used)),
      );
    } catch (error) {
      // A client whose request for a token gets no answer has all others wait for that one.
      if (error instanceof DeadlineError && used === messages) messages = connect();
      throw error;
    }
  }

  return {
    async send({ id, appId, to, text }) {
      try {
        const { message_id: messageId } = await call((api) =>
          api.send({
            sendMessageRequestBody: {
              app_id: appId,
              recipient: { identified_by: { channel_identities: to.map(identityOf) } },
              channel_priority_order: to.map(({ channel }) => channel),
              message: { text_message: { text } },
              message_metadata: id,
              correlation_id: id,
            },
          }),
        );
        return messageId === undefined
          ? { kind: 'unknown', reason: 'Sinch named no message' }
          : { kind: 'sent', messageId };
      } catch (error) {
        return outcomeOf(error);
      }
    },

    async find({ id, appId, to }, since) {
      const from = since - clockMilliseconds;
      for (const identity of to) {
        // An app has its messages in one of the two.
        for (const source of ['DISPATCH_SOURCE', 'CONVERSATION_SOURCE']) {
          const filter = filterOf(appId, identity, source);
          const found = await call((api) => findIn(api, { id, since: from }, filter));
          if (found !== undefined) return found;
        }
      }
      return undefined;
    },
  };
}

function identityOf({ channel, identity }: Identity) {
  return { channel, identity };
}

function filterOf(
  appId: string,
  { channel, identity }: Identity,
  source: string,
): Conversation.ListMessagesRequestData {
  return {
    app_id: appId,
    channel,
    channel_identity: identity,
    direction: 'TO_CONTACT',
    messages_source: source,
    view: 'WITH_METADATA',
    page_size: 1_000,
  };
}

async function findIn(
  messages: SinchMessages,
  { id, since }: { readonly id: string; readonly since: number },
  filter: Conversation.ListMessagesRequestData,
): Promise<string | undefined> {
  const from = { ...filter, start_time: new Date(since) };
  for (let page = await messages.list(from); ;) {
    const found = page.data.find(({ metadata }) => metadata === id);
    if (found !== undefined) return found.id;
    const last = page.data.at(-1)?.accept_time;
    // The latest come first.
    if (!page.hasNextPage || (last !== undefined && last.getTime() < since)) return undefined;
    // The SDK has quotes around it.
    page = await messages.list({ ...from, page_token: JSON.parse(String(page.nextPageValue)) as string });
  }
}

const final = [400, 413, 422];

/** Which answers prove that nothing has gone out: those of a server that did not take the request. */
function outcomeOf(error: unknown): SendOutcome {
  const { statusCode: status, data } = error as { readonly statusCode?: unknown; readonly data?: unknown };
  const reason = reasonOf(error);
  if (typeof status !== 'number' || status < 400 || status >= 500 || status === 408) {
    return { kind: 'unknown', reason };
  }
  if (!final.includes(status)) return { kind: 'not-now', reason };
  return { kind: 'refused', reason: `${reason}: ${String(data)}`.slice(0, 1_000) };
}

/** What an error of the SDK says, without the address that was called: somebody's number stands in it. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^[^]*\[errorType: SDK\]\s*/, '').replace(/\bhttps?:\S+/g, '…');
}
