import { listConversations } from '../../src/app/conversations.js';
import type { Desk } from '../../src/app/desk-file.js';
import { markOf } from '../../src/app/reply-mark.js';
import type { MessageDelivery, MessageInbound, MessageSubmit } from '../../src/generated/types.js';

const envelope = { app_id: 'app', project_id: 'project' };
const identity = { channel: 'SMS', identity: '12025550143', app_id: '' };

interface Asked {
  readonly id: string;
  readonly text?: string;
  readonly content?: object;
  readonly channel?: string;
  readonly at?: string;
}

/** A MESSAGE_INBOUND event. */
export function question({
  id,
  text = '',
  content,
  channel = 'SMS',
  at = '2025-06-17T09:00:00Z',
}: Asked): MessageInbound {
  return {
    ...envelope,
    message: {
      id,
      direction: 'TO_APP',
      contact_message: content ?? { text_message: { text } },
      channel_identity: { ...identity, channel },
      accept_time: at,
      processing_mode: 'DISPATCH',
    },
  };
}

interface Told {
  readonly messageId: string;
  /** The reply of the dashboard that it is about. */
  readonly reply?: string;
}

/** A MESSAGE_SUBMIT event. */
export function submission({ messageId, reply, text }: Told & { readonly text: string }): MessageSubmit {
  return {
    ...envelope,
    message_metadata: reply === undefined ? '' : markOf(reply),
    message_submit_notification: {
      message_id: messageId,
      channel_identity: identity,
      submitted_message: { text_message: { text } },
      processing_mode: 'DISPATCH',
    },
  };
}

/** A MESSAGE_DELIVERY event. */
export function delivery({ messageId, reply, status }: Told & { readonly status: string }): MessageDelivery {
  return {
    ...envelope,
    message_metadata: reply === undefined ? '' : markOf(reply),
    message_delivery_report: {
      message_id: messageId,
      status,
      channel_identity: identity,
      ...(status === 'FAILED' && {
        reason: { code: 'CHANNEL_FAILURE', description: 'It is down' },
      }),
    },
  };
}

/** The id of the conversation that was last in use. */
export function firstConversation(desk: Desk): number {
  const [conversation] = listConversations(desk, 1);
  if (conversation === undefined) throw new Error('There is no conversation');
  return conversation.id;
}
