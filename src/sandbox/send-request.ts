import { isRecord, type JsonRecord } from '../spec/json.js';
import { badRequest } from '../web/api-error.js';
import type { Identity } from './channels.js';
import { readOptionalText, readRecord, readText, readTexts } from '../web/fields.js';
import { readIdentities } from './identities.js';

/** To whom something goes: by contact, or by identities. */
export interface Recipient {
  readonly contactId?: string;
  readonly identities: readonly Identity[];
}

/** A request to send a message or an event, as far as the sandbox acts on it. */
export interface SendRequest {
  readonly appId: string;
  readonly recipient: Recipient;
  readonly channelPriority: readonly string[];
  readonly callbackUrl?: string;
  /** `message` or `event`, as it was sent. */
  readonly content: JsonRecord;
  readonly metadata: string;
  readonly correlationId: string;
  /** JSON text of what later messages of this person come with. */
  readonly conversationMetadata?: string;
  readonly isDispatchOnly: boolean;
}

/** Reads the body of `messages:send` (content `message`) or `events:send` (content `event`). */
export function readSendRequest(body: JsonRecord, content: 'message' | 'event'): SendRequest {
  const callbackUrl = readOptionalText(body, 'callback_url');
  if (callbackUrl !== undefined && callbackUrl !== '') checkUrl(callbackUrl);
  const conversationMetadata = body['conversation_metadata'];
  const correlationId = readOptionalText(body, 'correlation_id') ?? '';
  if (correlationId.length > 128) throw badRequest('correlation_id has more than 128 characters');
  const request = readRecord(body, content);
  if (!Object.keys(request).some((name) => isRecord(request[name]))) {
    throw badRequest(
      `${content} has no content such as ${content === 'message' ? 'text_message' : 'composing_event'}`,
    );
  }
  return {
    appId: readText(body, 'app_id'),
    recipient: readRecipient(body),
    channelPriority: readTexts(body, 'channel_priority_order'),
    ...(callbackUrl !== undefined && callbackUrl !== '' && { callbackUrl }),
    content: request,
    metadata: readOptionalText(body, `${content}_metadata`) ?? '',
    correlationId,
    ...(isRecord(conversationMetadata) && { conversationMetadata: JSON.stringify(conversationMetadata) }),
    isDispatchOnly: body['processing_strategy'] === 'DISPATCH_ONLY',
  };
}

export function readRecipient(body: JsonRecord): Recipient {
  const recipient = readRecord(body, 'recipient');
  const contactId = readOptionalText(recipient, 'contact_id', 'recipient.contact_id');
  if (contactId !== undefined && contactId !== '') return { contactId, identities: [] };
  const by = readRecord(recipient, 'identified_by', 'recipient.identified_by');
  const path = 'recipient.identified_by.channel_identities';
  const identities = readIdentities(by, 'channel_identities', path);
  if (identities.length === 0) throw badRequest(`${path} is empty`);
  return { identities };
}

function checkUrl(text: string): void {
  if (!/^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '')) {
    throw badRequest('callback_url is no http address');
  }
}
