// Written by sinch-webhooks from the AsyncAPI document. Do not edit: the next run replaces it.
// The registry of your handlers: an event without one does not compile.

import { onMessageInbound } from '../handlers/message-inbound.js';
import { onMessageSubmit } from '../handlers/message-submit.js';
import { onMessageDelivery } from '../handlers/message-delivery.js';
import { onEventInbound } from '../handlers/event-inbound.js';
import { onEventDelivery } from '../handlers/event-delivery.js';
import { onConversationStart } from '../handlers/conversation-start.js';
import { onConversationStop } from '../handlers/conversation-stop.js';
import { onConversationDelete } from '../handlers/conversation-delete.js';
import { onContactCreate } from '../handlers/contact-create.js';
import { onContactUpdate } from '../handlers/contact-update.js';
import { onContactDelete } from '../handlers/contact-delete.js';
import { onContactMerge } from '../handlers/contact-merge.js';
import { onContactIdentitiesDuplication } from '../handlers/contact-identities-duplication.js';
import { onCapability } from '../handlers/capability.js';
import { onOptIn } from '../handlers/opt-in.js';
import { onOptOut } from '../handlers/opt-out.js';
import { onChannelEvent } from '../handlers/channel-event.js';
import { onUnsupported } from '../handlers/unsupported.js';
import { onSmartConversations } from '../handlers/smart-conversations.js';
import { onMessageInboundSmartConversationRedaction } from '../handlers/message-inbound-smart-conversation-redaction.js';
import { onRecordNotification } from '../handlers/record-notification.js';
import { onBatchStatusUpdate } from '../handlers/batch-status-update.js';
import type { HandlerContext } from './runtime/receiver.js';
import type { Trigger, WebhookEvents } from './types.js';

export type { HandlerContext, UnknownEvent, UnknownHandler } from './runtime/receiver.js';
export { onUnknown } from '../handlers/unknown.js';

/**
 * Handles one event. It is called again when the promise rejects or takes too long, and may be called for an event it
 * has handled before, so it must bear that.
 */
export type Handler<T extends Trigger> = (
  event: WebhookEvents[T],
  context: HandlerContext,
) => Promise<void>;

export type Handlers = { readonly [T in Trigger]: Handler<T> };

export const handlers = {
  MESSAGE_INBOUND: onMessageInbound,
  MESSAGE_SUBMIT: onMessageSubmit,
  MESSAGE_DELIVERY: onMessageDelivery,
  EVENT_INBOUND: onEventInbound,
  EVENT_DELIVERY: onEventDelivery,
  CONVERSATION_START: onConversationStart,
  CONVERSATION_STOP: onConversationStop,
  CONVERSATION_DELETE: onConversationDelete,
  CONTACT_CREATE: onContactCreate,
  CONTACT_UPDATE: onContactUpdate,
  CONTACT_DELETE: onContactDelete,
  CONTACT_MERGE: onContactMerge,
  CONTACT_IDENTITIES_DUPLICATION: onContactIdentitiesDuplication,
  CAPABILITY: onCapability,
  OPT_IN: onOptIn,
  OPT_OUT: onOptOut,
  CHANNEL_EVENT: onChannelEvent,
  UNSUPPORTED: onUnsupported,
  SMART_CONVERSATIONS: onSmartConversations,
  MESSAGE_INBOUND_SMART_CONVERSATION_REDACTION: onMessageInboundSmartConversationRedaction,
  RECORD_NOTIFICATION: onRecordNotification,
  BATCH_STATUS_UPDATE: onBatchStatusUpdate,
} satisfies Handlers;
