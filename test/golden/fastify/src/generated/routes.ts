// Written by sinch-webhooks from the AsyncAPI document. Do not edit: the next run replaces it.
// How a body tells its event, the path of each channel below the base path, and what identifies an event.

import type { Route } from './runtime/recognition.js';
import type { Trigger } from './types.js';

export const routes = [
  {
    trigger: 'MESSAGE_INBOUND',
    eventKey: 'message',
    address: '/conversation/message-inbound',
    operationId: 'receiveInboundMessage',
    identity: [['message.id']],
  },
  {
    trigger: 'MESSAGE_SUBMIT',
    eventKey: 'message_submit_notification',
    address: '/conversation/message-submit',
    operationId: 'receiveMessageSubmit',
    identity: [
      [
        'message_submit_notification.message_id',
        'message_submit_notification.channel_identity.channel',
        'message_submit_notification.channel_identity.identity',
      ],
      [
        'message_submit_notification.message_id',
        'message_submit_notification.channel_identity.channel',
      ],
    ],
  },
  {
    trigger: 'MESSAGE_DELIVERY',
    eventKey: 'message_delivery_report',
    address: '/conversation/message-delivery',
    operationId: 'receiveMessageDelivery',
    identity: [
      [
        'message_delivery_report.message_id',
        'message_delivery_report.status',
        'message_delivery_report.channel_identity.channel',
        'message_delivery_report.channel_identity.identity',
      ],
      [
        'message_delivery_report.message_id',
        'message_delivery_report.status',
        'message_delivery_report.channel_identity.channel',
      ],
    ],
  },
  {
    trigger: 'EVENT_INBOUND',
    eventKey: 'event',
    address: '/conversation/event-inbound',
    operationId: 'receiveInboundEvent',
    identity: [['event.id']],
  },
  {
    trigger: 'EVENT_DELIVERY',
    eventKey: 'event_delivery_report',
    address: '/conversation/event-delivery',
    operationId: 'receiveEventDelivery',
    identity: [
      [
        'event_delivery_report.event_id',
        'event_delivery_report.status',
        'event_delivery_report.channel_identity.channel',
        'event_delivery_report.channel_identity.identity',
      ],
      [
        'event_delivery_report.event_id',
        'event_delivery_report.status',
        'event_delivery_report.channel_identity.channel',
      ],
    ],
  },
  {
    trigger: 'CONVERSATION_START',
    eventKey: 'conversation_start_notification',
    address: '/conversation/conversation-start',
    operationId: 'receiveConversationStart',
    identity: [
      [
        'conversation_start_notification.conversation.id',
        'conversation_start_notification.conversation.last_received',
      ],
      ['conversation_start_notification.conversation.id'],
    ],
  },
  {
    trigger: 'CONVERSATION_STOP',
    eventKey: 'conversation_stop_notification',
    address: '/conversation/conversation-stop',
    operationId: 'receiveConversationStop',
    identity: [
      [
        'conversation_stop_notification.conversation.id',
        'conversation_stop_notification.conversation.last_received',
      ],
      ['conversation_stop_notification.conversation.id'],
    ],
  },
  {
    trigger: 'CONVERSATION_DELETE',
    eventKey: 'conversation_delete_notification',
    address: '/conversation/conversation-delete',
    operationId: 'receiveConversationDelete',
    identity: [
      [
        'conversation_delete_notification.conversation.id',
        'conversation_delete_notification.conversation.last_received',
      ],
      ['conversation_delete_notification.conversation.id'],
    ],
  },
  {
    trigger: 'CONTACT_CREATE',
    eventKey: 'contact_create_notification',
    address: '/conversation/contact-create',
    operationId: 'receiveContactCreate',
    identity: [['contact_create_notification.contact.id']],
  },
  {
    trigger: 'CONTACT_UPDATE',
    eventKey: 'contact_update_notification',
    address: '/conversation/contact-update',
    operationId: 'receiveContactUpdate',
    identity: [['contact_update_notification.contact', 'accepted_time']],
  },
  {
    trigger: 'CONTACT_DELETE',
    eventKey: 'contact_delete_notification',
    address: '/conversation/contact-delete',
    operationId: 'receiveContactDelete',
    identity: [['contact_delete_notification.contact.id']],
  },
  {
    trigger: 'CONTACT_MERGE',
    eventKey: 'contact_merge_notification',
    address: '/conversation/contact-merge',
    operationId: 'receiveContactMerge',
    identity: [
      [
        'contact_merge_notification.preserved_contact.id',
        'contact_merge_notification.deleted_contact.id',
      ],
    ],
  },
  {
    trigger: 'CONTACT_IDENTITIES_DUPLICATION',
    eventKey: 'duplicated_contact_identities_notification',
    address: '/conversation/contact-identities-duplication',
    operationId: 'receiveContactIdentitiesDuplication',
    identity: [['duplicated_contact_identities_notification', 'accepted_time']],
  },
  {
    trigger: 'CAPABILITY',
    eventKey: 'capability_notification',
    address: '/conversation/capability',
    operationId: 'receiveCapabilityResult',
    identity: [
      [
        'capability_notification.request_id',
        'capability_notification.channel',
        'capability_notification.identity',
        'capability_notification.capability_status',
      ],
    ],
  },
  {
    trigger: 'OPT_IN',
    eventKey: 'opt_in_notification',
    address: '/conversation/opt-in',
    operationId: 'receiveOptIn',
    identity: [
      [
        'opt_in_notification.request_id',
        'opt_in_notification.channel',
        'opt_in_notification.identity',
        'opt_in_notification.status',
      ],
      [
        'opt_in_notification.channel',
        'opt_in_notification.identity',
        'opt_in_notification.status',
        'event_time',
      ],
    ],
  },
  {
    trigger: 'OPT_OUT',
    eventKey: 'opt_out_notification',
    address: '/conversation/opt-out',
    operationId: 'receiveOptOut',
    identity: [
      [
        'opt_out_notification.request_id',
        'opt_out_notification.channel',
        'opt_out_notification.identity',
        'opt_out_notification.status',
      ],
      [
        'opt_out_notification.channel',
        'opt_out_notification.identity',
        'opt_out_notification.status',
        'event_time',
      ],
    ],
  },
  {
    trigger: 'CHANNEL_EVENT',
    eventKey: 'channel_event_notification',
    address: '/conversation/channel-event',
    operationId: 'receiveChannelEvent',
    identity: [['channel_event_notification.channel_event', 'event_time']],
  },
  {
    trigger: 'UNSUPPORTED',
    eventKey: 'unsupported_callback',
    address: '/conversation/unsupported',
    operationId: 'receiveUnsupported',
    identity: [['unsupported_callback.id'], ['unsupported_callback.payload', 'accepted_time']],
  },
  {
    trigger: 'SMART_CONVERSATIONS',
    eventKey: 'smart_conversation_notification',
    address: '/conversation/smart-conversations',
    operationId: 'receiveSmartConversationResult',
    identity: [
      [
        'smart_conversation_notification.message_id',
        { keysOf: 'smart_conversation_notification.analysis_results' },
      ],
    ],
  },
  {
    trigger: 'MESSAGE_INBOUND_SMART_CONVERSATION_REDACTION',
    eventKey: 'message_redaction',
    address: '/conversation/message-inbound-smart-conversation-redaction',
    operationId: 'receiveMessageInboundSmartConversationRedaction',
    identity: [['message_redaction.id']],
  },
  {
    trigger: 'RECORD_NOTIFICATION',
    eventKey: 'record_notification',
    address: '/conversation/record-notification',
    operationId: 'receiveRecordNotification',
    identity: [['record_notification.entity_id', 'record_notification.record_status']],
  },
  {
    trigger: 'BATCH_STATUS_UPDATE',
    eventKey: 'batch_status_update_notification',
    address: '/conversation/batch-status-update',
    operationId: 'receiveBatchStatusUpdate',
    identity: [
      [
        'batch_status_update_notification.batch_id',
        'batch_status_update_notification.batch_status',
      ],
    ],
  },
] as const satisfies readonly (Route & { trigger: Trigger })[];
