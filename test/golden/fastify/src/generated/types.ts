// Written by sinch-webhooks from the AsyncAPI document. Do not edit: the next run replaces it.
// Property names are those on the wire; every enumeration of texts is open, so handle values you do not know.

/** The payload of every event, by its trigger. */
export interface WebhookEvents {
  MESSAGE_INBOUND: MessageInbound;
  MESSAGE_SUBMIT: MessageSubmit;
  MESSAGE_DELIVERY: MessageDelivery;
  EVENT_INBOUND: EventInbound;
  EVENT_DELIVERY: EventDelivery;
  CONVERSATION_START: ConversationStart;
  CONVERSATION_STOP: ConversationStop;
  CONVERSATION_DELETE: ConversationDelete;
  CONTACT_CREATE: ContactCreate;
  CONTACT_UPDATE: ContactUpdate;
  CONTACT_DELETE: ContactDelete;
  CONTACT_MERGE: ContactMerge;
  CONTACT_IDENTITIES_DUPLICATION: ContactIdentitiesDuplication;
  CAPABILITY: Capability;
  OPT_IN: OptIn;
  OPT_OUT: OptOut;
  CHANNEL_EVENT: ChannelEvent;
  UNSUPPORTED: Unsupported;
  SMART_CONVERSATIONS: SmartConversations;
  MESSAGE_INBOUND_SMART_CONVERSATION_REDACTION: MessageInboundSmartConversationRedaction;
  RECORD_NOTIFICATION: RecordNotification;
  BATCH_STATUS_UPDATE: BatchStatusUpdate;
}

/** A contact sent a message. */
export interface MessageInbound {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** When it happened on the channel, if known. Up to nanoseconds: keep the string. */
  event_time?: string;
  /** The conversation_metadata of an earlier send, often JSON text; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  message: InboundMessage;
}

/** A message from a contact. */
export interface InboundMessage {
  /** Unique to the message; stable when the callback is sent again. */
  id?: string;
  direction?: Direction;
  contact_message?: ContactMessage;
  channel_identity?: ChannelIdentity;
  /** "" in DISPATCH mode. */
  conversation_id?: string;
  /** "" in DISPATCH mode. */
  contact_id?: string;
  /** Metadata of the channel; "" when there is none. */
  metadata?: string;
  /** When Sinch took in the message. Up to nanoseconds: keep the string. */
  accept_time?: string;
  /** Your number or short code that the contact wrote to; "" when the channel has none. */
  sender_id?: string;
  processing_mode?: ProcessingMode;
  /** True when the message was inserted through the API rather than sent by the contact. */
  injected?: boolean;
  /** Legacy: stood here in 2020, before channel_identity took its place. */
  channel?: string;
}

/** Callbacks carry TO_APP only. */
export type Direction = 'TO_APP' | 'TO_CONTACT' | (string & {});

/**
 * Exactly one variant is present, and reply_to beside it when the contact quoted a message. Expect
 * variants that are not listed here.
 */
export interface ContactMessage {
  /** The message that the contact answers; null or absent when there is none. */
  reply_to?: ReplyTo | null;
  text_message?: TextMessage;
  media_message?: Media;
  media_card_message?: MediaCardMessage;
  location_message?: LocationMessage;
  choice_response_message?: ChoiceResponseMessage;
  fallback_message?: FallbackMessage;
  product_response_message?: ProductResponseMessage;
  channel_specific_message?: ContactChannelSpecificMessage;
}

export interface ReplyTo {
  message_id?: string;
}

export interface TextMessage {
  /** Can be "". */
  text?: string;
}

/** A file to fetch from a URL. */
export interface Media {
  /** May be signed and expire: fetch it soon. */
  url?: string;
  /** "" when there is none. */
  thumbnail_url?: string;
  /** "" when there is none. */
  filename_override?: string;
}

/** A file with a caption. */
export interface MediaCardMessage {
  /** May be signed and expire: fetch it soon. */
  url?: string;
  caption?: string;
}

export interface LocationMessage {
  /** Can be "". */
  title?: string;
  /** Can be "". */
  label?: string;
  coordinates?: Coordinates;
}

export interface Coordinates {
  latitude?: number;
  longitude?: number;
}

/** The contact picked a choice you offered. */
export interface ChoiceResponseMessage {
  /** Your message that offered the choice. */
  message_id?: string;
  /** Yours, if you set it; otherwise the message id, an underscore and the text or title. */
  postback_data?: string;
}

/** A message that could not be translated. */
export interface FallbackMessage {
  /** What the channel sent, as text. */
  raw_message?: string;
  reason?: Reason;
}

/** Why something failed: always an object. In reports it comes with FAILED and SWITCHING_CHANNEL. */
export interface Reason {
  code?: ReasonCode;
  /** For people: the wording changes, so decide by code. */
  description?: string;
  sub_code?: ReasonSubCode;
  /** The code of the channel itself. Only some official SDKs know it; seen for WhatsApp. */
  channel_code?: string;
}

/** The last four are known to one official SDK only. */
export type ReasonCode =
  | 'UNKNOWN'
  | 'INTERNAL_ERROR'
  | 'RATE_LIMITED'
  | 'RECIPIENT_INVALID_CHANNEL_IDENTITY'
  | 'RECIPIENT_NOT_REACHABLE'
  | 'RECIPIENT_NOT_OPTED_IN'
  | 'OUTSIDE_ALLOWED_SENDING_WINDOW'
  | 'CHANNEL_FAILURE'
  | 'CHANNEL_BAD_CONFIGURATION'
  | 'CHANNEL_CONFIGURATION_MISSING'
  | 'MEDIA_TYPE_UNSUPPORTED'
  | 'MEDIA_TOO_LARGE'
  | 'MEDIA_NOT_REACHABLE'
  | 'NO_CHANNELS_LEFT'
  | 'TEMPLATE_NOT_FOUND'
  | 'TEMPLATE_INSUFFICIENT_PARAMETERS'
  | 'TEMPLATE_NON_EXISTING_LANGUAGE_OR_VERSION'
  | 'DELIVERY_TIMED_OUT'
  | 'DELIVERY_REJECTED_DUE_TO_POLICY'
  | 'CONTACT_NOT_FOUND'
  | 'BAD_REQUEST'
  | 'UNKNOWN_APP'
  | 'NO_CHANNEL_IDENTITY_FOR_CONTACT'
  | 'CHANNEL_REJECT'
  | 'NO_PERMISSION'
  | 'NO_PROFILE_AVAILABLE'
  | 'UNSUPPORTED_OPERATION'
  | 'INACTIVE_CREDENTIAL'
  | 'MESSAGE_EXPIRED'
  | 'MESSAGE_SPLIT_REQUIRED'
  | 'DELIVERY_REPORT_TIME_OUT'
  | (string & {});

export type ReasonSubCode =
  | 'UNSPECIFIED_SUB_CODE'
  | 'ATTACHMENT_REJECTED'
  | 'MEDIA_TYPE_UNDETERMINED'
  | 'INACTIVE_SENDER'
  | (string & {});

/** The contact ordered products. */
export interface ProductResponseMessage {
  products?: ProductItem[];
  /** What the contact wrote with the order. */
  title?: string;
  /** The same as title in one official SDK; not confirmed by the others. */
  text?: string;
  catalog_id?: string;
}

/** A product of a catalog, as listed or ordered. */
export interface ProductItem {
  id?: string;
  /** The catalog or shop the product is from. */
  marketplace?: string;
  quantity?: number;
  /** The price of one. */
  item_price?: number;
  currency?: string;
}

/** A message that only one channel has. */
export interface ContactChannelSpecificMessage {
  message_type?: ContactChannelMessageType;
  message?: FlowReplyMessage;
}

/** The one value known; WhatsApp uses it for flows and address forms. */
export type ContactChannelMessageType = 'nfm_reply' | (string & {});

/** The answer to a WhatsApp flow or address form. */
export interface FlowReplyMessage {
  type?: ContactChannelMessageType;
  nfm_reply?: FlowReply;
}

export interface FlowReply {
  name?: FlowReplyName;
  /** A string that holds JSON: parse it separately. */
  response_json?: string;
  body?: string;
}

export type FlowReplyName = 'flow' | 'address_message' | (string & {});

/** An address of a contact on one channel. */
export interface ChannelIdentity {
  channel?: Channel;
  /** A phone number, a page-scoped id or opaque text. A leading + is not guaranteed. */
  identity?: string;
  /** "" unless the channel gives a contact another identity for each app, as Messenger does. */
  app_id?: string;
}

export type Channel =
  | 'WHATSAPP'
  | 'RCS'
  | 'SMS'
  | 'MESSENGER'
  | 'VIBERBM'
  | 'MMS'
  | 'INSTAGRAM'
  | 'TELEGRAM'
  | 'KAKAOTALK'
  | 'KAKAOTALKCHAT'
  | 'LINE'
  | 'WECHAT'
  | 'APPLEBC'
  | 'CHANNEL_UNSPECIFIED'
  | 'VIBER'
  | 'SINCH_CHAT'
  | 'SINCH_PUSH'
  | (string & {});

/**
 * In DISPATCH mode, the default of apps created since April 2025, there are no contacts and
 * conversations: their ids are "".
 */
export type ProcessingMode = 'CONVERSATION' | 'DISPATCH' | (string & {});

/** A message of yours was handed to a channel. */
export interface MessageSubmit {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** When it happened on the channel, if known. Up to nanoseconds: keep the string. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  message_submit_notification: MessageSubmitNotification;
}

/** A message of yours as it was handed to a channel. */
export interface MessageSubmitNotification {
  message_id?: string;
  /** "" in DISPATCH mode. */
  conversation_id?: string;
  channel_identity?: ChannelIdentity;
  /** "" in DISPATCH mode. */
  contact_id?: string;
  submitted_message?: AppMessage;
  /** "" when unset. */
  metadata?: string;
  processing_mode?: ProcessingMode;
}

/** At most one of the message variants is present; the maps by channel may stand beside it. */
export interface AppMessage {
  text_message?: TextMessage;
  media_message?: Media;
  card_message?: Card;
  carousel_message?: CarouselMessage;
  choice_message?: ChoiceMessage;
  list_message?: ListMessage;
  location_message?: LocationMessage;
  contact_info_message?: ContactInfoMessage;
  template_message?: TemplateMessage;
  /** By channel: the message in the format of that channel, as a string. */
  explicit_channel_message?: Record<string, string>;
  /** By channel: what is sent there instead of the message above. */
  explicit_channel_omni_message?: Record<string, OmniMessage>;
  /** By channel: a message that only that channel has. */
  channel_specific_message?: Record<string, AppChannelSpecificMessage>;
  /** Who speaks for the app; null or absent when nobody is named. */
  agent?: Agent | null;
}

export interface Card {
  title?: string;
  description?: string;
  media_message?: Media;
  height?: CardHeight;
  choices?: Choice[];
  message_properties?: CardProperties;
}

export type CardHeight = 'UNSPECIFIED_HEIGHT' | 'SHORT' | 'MEDIUM' | 'TALL' | (string & {});

/** One button. Exactly one of the messages is present. */
export interface Choice {
  call_message?: CallMessage;
  location_message?: LocationMessage;
  text_message?: TextMessage;
  url_message?: UrlMessage;
  calendar_message?: CalendarMessage;
  share_location_message?: ShareLocationMessage;
  /** Comes back in the choice_response_message. */
  postback_data?: string;
}

export interface CallMessage {
  title?: string;
  phone_number?: string;
}

export interface UrlMessage {
  title?: string;
  url?: string;
}

export interface CalendarMessage {
  title?: string;
  event_start?: string;
  event_end?: string;
  event_title?: string;
  event_description?: string;
  /** Opened where the channel cannot add to a calendar. */
  fallback_url?: string;
}

export interface ShareLocationMessage {
  title?: string;
  /** Opened where the channel cannot share a location. */
  fallback_url?: string;
}

export interface CardProperties {
  whatsapp_header?: string;
}

export interface CarouselMessage {
  cards?: Card[];
  /** Choices below all cards. */
  choices?: Choice[];
}

export interface ChoiceMessage {
  text_message?: TextMessage;
  choices?: Choice[];
  message_properties?: ChoiceProperties;
}

export interface ChoiceProperties {
  whatsapp_footer?: string;
}

export interface ListMessage {
  title?: string;
  description?: string;
  media?: Media;
  sections?: ListSection[];
  message_properties?: ListProperties;
}

export interface ListSection {
  title?: string;
  items?: ListItem[];
}

/** Either a choice or a product. */
export interface ListItem {
  choice?: ListChoice;
  product?: ProductItem;
}

export interface ListChoice {
  title?: string;
  description?: string;
  media?: Media;
  /** Comes back in the choice_response_message. */
  postback_data?: string;
}

export interface ListProperties {
  catalog_id?: string;
  /** The label of the button that opens the list. */
  menu?: string;
  whatsapp_header?: string;
}

/** A business card. */
export interface ContactInfoMessage {
  name?: ContactName;
  phone_numbers?: ContactPhoneNumber[];
  addresses?: ContactAddress[];
  email_addresses?: ContactEmailAddress[];
  organization?: ContactOrganization;
  urls?: ContactUrl[];
  /** As YYYY-MM-DD. */
  birthday?: string;
}

export interface ContactName {
  full_name?: string;
  first_name?: string;
  last_name?: string;
  middle_name?: string;
  prefix?: string;
  suffix?: string;
}

export interface ContactPhoneNumber {
  phone_number?: string;
  /** Free text, such as Home or Work. */
  type?: string;
}

export interface ContactAddress {
  city?: string;
  country?: string;
  state?: string;
  zip?: string;
  /** Free text, such as Home or Work. */
  type?: string;
  country_code?: string;
}

export interface ContactEmailAddress {
  email_address?: string;
  /** Free text, such as Home or Work. */
  type?: string;
}

export interface ContactOrganization {
  company?: string;
  department?: string;
  title?: string;
}

export interface ContactUrl {
  url?: string;
  /** Free text, such as Home or Work. */
  type?: string;
}

export interface TemplateMessage {
  /** By channel: a template that is kept at that channel. */
  channel_template?: Record<string, TemplateReference>;
  omni_template?: TemplateReference;
}

export interface TemplateReference {
  template_id?: string;
  version?: string;
  language_code?: string;
  /** What fills the placeholders of the template. */
  parameters?: Record<string, string>;
}

/** Exactly one variant is present. */
export interface OmniMessage {
  text_message?: TextMessage;
  media_message?: Media;
  card_message?: Card;
  carousel_message?: CarouselMessage;
  choice_message?: ChoiceMessage;
  list_message?: ListMessage;
  location_message?: LocationMessage;
  contact_info_message?: ContactInfoMessage;
  template_reference?: TemplateReference;
}

export interface AppChannelSpecificMessage {
  message_type?: AppChannelMessageType;
  /** Its shape depends on message_type. */
  message?: Record<string, unknown>;
}

export type AppChannelMessageType =
  'FLOWS' | 'ORDER_DETAILS' | 'ORDER_STATUS' | 'COMMERCE' | 'CAROUSEL_COMMERCE' | (string & {});

export interface Agent {
  display_name?: string;
  type?: AgentType;
  picture_url?: string;
}

export type AgentType = 'UNKNOWN_AGENT_TYPE' | 'HUMAN' | 'BOT' | (string & {});

/** The delivery status of a message changed. */
export interface MessageDelivery {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** When the send request was accepted: the same in every report about one message. */
  accepted_time?: string;
  /** When it happened on the channel, if known. Up to nanoseconds: keep the string. */
  event_time?: string;
  /** Opaque text, often JSON, which may hold metadata of the channel; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  message_delivery_report: MessageDeliveryReport;
}

/** The state of one message on one channel. */
export interface MessageDeliveryReport {
  /** The id that the send request returned. */
  message_id?: string;
  /** "" in DISPATCH mode. */
  conversation_id?: string;
  status?: DeliveryStatus;
  channel_identity?: ChannelIdentity;
  /** "" in DISPATCH mode. */
  contact_id?: string;
  reason?: Reason;
  /** "" when unset. */
  metadata?: string;
  processing_mode?: ProcessingMode;
}

/**
 * READ and FAILED are final. DELIVERED may be followed by READ, or be left out. SWITCHING_CHANNEL:
 * this channel failed and the next one is tried.
 */
export type DeliveryStatus =
  'QUEUED_ON_CHANNEL' | 'DELIVERED' | 'READ' | 'FAILED' | 'SWITCHING_CHANNEL' | (string & {});

/** A contact did something other than sending a message. */
export interface EventInbound {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** When Sinch took in the event; may be absent. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** When it happened on the channel, if known. Up to nanoseconds: keep the string. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  event: InboundEvent;
}

/** What a contact did. Either contact_event or contact_message_event is present. */
export interface InboundEvent {
  /** Absent in old callbacks. */
  id?: string;
  direction?: Direction;
  channel_identity?: ChannelIdentity;
  /** "" in DISPATCH mode. */
  contact_id?: string;
  /** "" in DISPATCH mode. */
  conversation_id?: string;
  /** When Sinch took in the event. Up to nanoseconds: keep the string. */
  accept_time?: string;
  processing_mode?: ProcessingMode;
  contact_event?: InboundContactEvent;
  contact_message_event?: InboundContactMessageEvent;
}

/** Exactly one variant is present. */
export interface InboundContactEvent {
  /** The contact began to type. Carries nothing more. */
  composing_event?: Record<string, unknown>;
  /** The contact stopped typing. Carries nothing more. */
  composing_end_event?: Record<string, unknown>;
  /** The contact deleted the thread. Carries nothing more. */
  conversation_deleted_event?: Record<string, unknown>;
  comment_event?: CommentEvent;
  generic_event?: GenericEvent;
}

/** A comment on a post or a live video. */
export interface CommentEvent {
  id?: string;
  text?: string;
  comment_type?: CommentType;
  /** What was commented on. */
  commented_on?: string;
  /** Who commented. */
  user?: string;
}

export type CommentType = 'FEED' | 'LIVE' | (string & {});

export interface GenericEvent {
  /** Whatever the channel gave. */
  payload?: Record<string, unknown>;
}

/** Exactly one variant is present. */
export interface InboundContactMessageEvent {
  payment_status_update_event?: PaymentStatusUpdateEvent;
  shortlink_activated_event?: ShortlinkActivatedEvent;
  reaction_event?: ReactionEvent;
}

export interface PaymentStatusUpdateEvent {
  /** Your reference of the order. */
  reference_id?: string;
  payment_status?: PaymentStatus;
  payment_transaction_status?: PaymentTransactionStatus;
  payment_transaction_id?: string;
}

export type PaymentStatus =
  | 'PAYMENT_STATUS_UNKNOWN'
  | 'PAYMENT_STATUS_NEW'
  | 'PAYMENT_STATUS_PENDING'
  | 'PAYMENT_STATUS_CAPTURED'
  | 'PAYMENT_STATUS_CANCELED'
  | 'PAYMENT_STATUS_FAILED'
  | (string & {});

export type PaymentTransactionStatus =
  | 'PAYMENT_STATUS_TRANSACTION_UNKNOWN'
  | 'PAYMENT_STATUS_TRANSACTION_PENDING'
  | 'PAYMENT_STATUS_TRANSACTION_FAILED'
  | 'PAYMENT_STATUS_TRANSACTION_SUCCESS'
  | 'PAYMENT_STATUS_TRANSACTION_CANCELED'
  | (string & {});

/** The contact came through a link or an advertisement. */
export interface ShortlinkActivatedEvent {
  payload?: string;
  title?: string;
  /** What you put into the link. */
  ref?: string;
  /** Where the link was, in words of the channel. */
  source?: string;
  /** The kind of link, in words of the channel. */
  type?: string;
  /** Whether the contact already had a thread with you. */
  existing_thread?: boolean;
}

export interface ReactionEvent {
  emoji?: string;
  action?: ReactionAction;
  /** The message that was reacted to. */
  message_id?: string;
  /** The kind of reaction, in words of the channel. */
  reaction_category?: string;
}

/** REACTION_ACTION_UNREACT takes a reaction back. */
export type ReactionAction =
  'REACTION_ACTION_UNKNOWN' | 'REACTION_ACTION_REACT' | 'REACTION_ACTION_UNREACT' | (string & {});

/** The delivery status of an event changed. */
export interface EventDelivery {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** When it happened on the channel, if known. Up to nanoseconds: keep the string. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  event_delivery_report: EventDeliveryReport;
}

/** The state of one event on one channel. */
export interface EventDeliveryReport {
  /** The id that the send request returned. */
  event_id?: string;
  status?: DeliveryStatus;
  channel_identity?: ChannelIdentity;
  /** "" in DISPATCH mode. */
  contact_id?: string;
  reason?: Reason;
  /** "" when unset. */
  metadata?: string;
  processing_mode?: ProcessingMode;
}

/** A conversation began. */
export interface ConversationStart {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** Usually absent. */
  accepted_time?: string;
  /** Usually absent. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  conversation_start_notification: ConversationNotification;
}

export interface ConversationNotification {
  conversation?: Conversation;
}

/** A thread with one contact. The active channel can be CHANNEL_UNSPECIFIED at the start. */
export interface Conversation {
  id?: string;
  app_id?: string;
  contact_id?: string;
  /** When the contact last wrote. Year 1970 or year 1 stands for never. */
  last_received?: string;
  active_channel?: Channel;
  active?: boolean;
  /** Superseded by metadata_json; "" when unset. */
  metadata?: string;
  /** Your own data, {} when unset. */
  metadata_json?: Record<string, unknown>;
  /** "" when unset. */
  correlation_id?: string;
  /** Known from the documentation alone, always empty there; not confirmed by any official SDK. */
  active_channel_senders?: unknown[];
}

/** A conversation was stopped. */
export interface ConversationStop {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** Usually absent. */
  accepted_time?: string;
  /** Usually absent. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  conversation_stop_notification: ConversationNotification;
}

/** A conversation was deleted. */
export interface ConversationDelete {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** Usually absent. */
  accepted_time?: string;
  /** Usually absent. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  conversation_delete_notification: ConversationNotification;
}

/** A contact was created. */
export interface ContactCreate {
  /** Usually "": a contact belongs to the project, not to one app. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** Usually absent. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  contact_create_notification: ContactNotification;
}

export interface ContactNotification {
  contact?: Contact;
}

/** A person you exchange messages with. */
export interface Contact {
  id?: string;
  channel_identities?: ChannelIdentity[];
  /** The order in which channels are tried; can be absent or empty. */
  channel_priority?: Channel[];
  /** "Unknown" when nobody has set one. */
  display_name?: string;
  /** "" when unset. */
  email?: string;
  /** The id of the contact in your system; "" when unset. */
  external_id?: string;
  /** Your own text, at most 1024 characters; "" when unset. */
  metadata?: string;
  language?: Language;
}

/** A language, with a region behind an underscore where that matters. */
export type Language =
  | 'AF'
  | 'SQ'
  | 'AR'
  | 'AZ'
  | 'BN'
  | 'BG'
  | 'CA'
  | 'ZH'
  | 'ZH_CN'
  | 'ZH_HK'
  | 'ZH_TW'
  | 'HR'
  | 'CS'
  | 'DA'
  | 'NL'
  | 'EN'
  | 'EN_GB'
  | 'EN_US'
  | 'ET'
  | 'FIL'
  | 'FI'
  | 'FR'
  | 'DE'
  | 'EL'
  | 'GU'
  | 'HA'
  | 'HE'
  | 'HI'
  | 'HU'
  | 'ID'
  | 'GA'
  | 'IT'
  | 'JA'
  | 'KN'
  | 'KK'
  | 'KO'
  | 'LO'
  | 'LV'
  | 'LT'
  | 'MK'
  | 'MS'
  | 'ML'
  | 'MR'
  | 'NB'
  | 'FA'
  | 'PL'
  | 'PT'
  | 'PT_BR'
  | 'PT_PT'
  | 'PA'
  | 'RO'
  | 'RU'
  | 'SR'
  | 'SK'
  | 'SL'
  | 'ES'
  | 'ES_AR'
  | 'ES_ES'
  | 'ES_MX'
  | 'SW'
  | 'SV'
  | 'TA'
  | 'TE'
  | 'TH'
  | 'TR'
  | 'UK'
  | 'UR'
  | 'UZ'
  | 'VI'
  | 'ZU'
  | 'UNSPECIFIED'
  | (string & {});

/** A contact was changed. */
export interface ContactUpdate {
  /** Usually "": a contact belongs to the project, not to one app. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** Usually absent. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  contact_update_notification: ContactNotification;
}

/** A contact was deleted. */
export interface ContactDelete {
  /** Usually "": a contact belongs to the project, not to one app. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** Usually absent. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  contact_delete_notification: ContactNotification;
}

/** Two contacts became one. */
export interface ContactMerge {
  /** Usually "": a contact belongs to the project, not to one app. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** Usually absent. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  contact_merge_notification: ContactMergeNotification;
}

export interface ContactMergeNotification {
  preserved_contact?: Contact;
  deleted_contact?: Contact;
}

/** Several contacts share one channel identity. */
export interface ContactIdentitiesDuplication {
  /** Usually "": a contact belongs to the project, not to one app. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** Usually absent. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  duplicated_contact_identities_notification: DuplicatedIdentitiesNotification;
}

export interface DuplicatedIdentitiesNotification {
  duplicated_identities?: DuplicatedIdentity[];
}

/** One identity and the contacts that share it. */
export interface DuplicatedIdentity {
  channel?: Channel;
  contact_ids?: string[];
  /** Known from one public example; not confirmed by any official SDK. */
  identity?: string;
  /** Known from one public example; not confirmed by any official SDK. */
  app_id?: string;
}

/** A capability lookup was answered. */
export interface Capability {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID; "" has been seen here. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** Usually absent. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  capability_notification: CapabilityNotification;
}

/** What a contact can receive on one channel. */
export interface CapabilityNotification {
  /** The id that the lookup returned; the same in a repeated callback. */
  request_id?: string;
  /** Can be "". */
  contact_id?: string;
  channel?: Channel;
  /** The address that was looked up. */
  identity?: string;
  capability_status?: CapabilityStatus;
  /** What the address can receive, in words of the channel; comes with CAPABILITY_PARTIAL. */
  channel_capabilities?: string[];
  reason?: Reason;
}

export type CapabilityStatus =
  'CAPABILITY_UNKNOWN' | 'CAPABILITY_FULL' | 'CAPABILITY_PARTIAL' | 'NO_CAPABILITY' | (string & {});

/** A contact opted in, or an opt-in failed. */
export interface OptIn {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID; "" has been seen here. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** When it happened on the channel, if known. Up to nanoseconds: keep the string. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  opt_in_notification: OptInNotification;
}

export interface OptInNotification {
  /** The id that the opt-in request returned, if one was made. */
  request_id?: string;
  /** "" in DISPATCH mode. */
  contact_id?: string;
  channel?: Channel;
  /** The address on the channel; can be absent. */
  identity?: string;
  status?: OptInStatus;
  error_details?: OptErrorDetails;
  processing_mode?: ProcessingMode;
}

export type OptInStatus =
  'OPT_IN_SUCCEEDED' | 'OPT_IN_FAILED' | 'OPT_IN_STATUS_UNSPECIFIED' | (string & {});

export interface OptErrorDetails {
  /** For people. */
  description?: string;
}

/** A contact opted out, or an opt-out failed. */
export interface OptOut {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID; "" has been seen here. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** When it happened on the channel, if known. Up to nanoseconds: keep the string. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  opt_out_notification: OptOutNotification;
}

export interface OptOutNotification {
  /** The id that the opt-out request returned, if one was made. */
  request_id?: string;
  /** "" in DISPATCH mode. */
  contact_id?: string;
  channel?: Channel;
  /** The address on the channel; can be absent. */
  identity?: string;
  status?: OptOutStatus;
  error_details?: OptErrorDetails;
  processing_mode?: ProcessingMode;
}

/** One old example carries OPT_IN_SUCCEEDED here. */
export type OptOutStatus =
  'OPT_OUT_SUCCEEDED' | 'OPT_OUT_FAILED' | 'OPT_OUT_STATUS_UNSPECIFIED' | (string & {});

/** A channel reported something about your sender or account. */
export interface ChannelEvent {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** When it happened on the channel, if known. Up to nanoseconds: keep the string. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  channel_event_notification: ChannelEventNotification;
}

export interface ChannelEventNotification {
  channel_event?: ChannelEventDetails;
}

export interface ChannelEventDetails {
  channel?: Channel;
  /** In words of the channel, such as WHATS_APP_QUALITY_RATING_CHANGED. */
  event_type?: string;
  /** Its shape depends on event_type. */
  additional_data?: Record<string, unknown>;
}

/** A channel sent something that the Conversation API does not translate. */
export interface Unsupported {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** When it happened on the channel, if known. Up to nanoseconds: keep the string. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  unsupported_callback: UnsupportedCallback;
}

/** What the channel sent, untranslated. */
export interface UnsupportedCallback {
  channel?: Channel;
  /** A string that usually holds JSON: parse it separately, and expect that to fail. */
  payload?: string;
  processing_mode?: ProcessingMode;
  /** Can be absent or "". */
  id?: string;
  /** "" in DISPATCH mode. */
  contact_id?: string;
  /** "" in DISPATCH mode. */
  conversation_id?: string;
  channel_identity?: ChannelIdentity;
}

/** An inbound message was analysed. */
export interface SmartConversations {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** When it happened on the channel, if known. Up to nanoseconds: keep the string. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  smart_conversation_notification: SmartConversationNotification;
}

/** What the analysis of one message found. */
export interface SmartConversationNotification {
  contact_id?: string;
  /** The address alone, a string. Everywhere else channel_identity is an object. */
  channel_identity?: string;
  channel?: Channel;
  /** The message that was analysed. */
  message_id?: string;
  conversation_id?: string;
  analysis_results?: AnalysisResults;
}

/** Holds the results of the analyses that are turned on for the app. */
export interface AnalysisResults {
  ml_sentiment_result?: SentimentResult[];
  ml_nlu_result?: IntentResult[];
  ml_image_recognition_result?: ImageRecognitionResult[];
  ml_pii_result?: PersonalDataResult[];
  ml_offensive_analysis_result?: OffensiveContentResult[];
}

export interface SentimentResult {
  message?: string;
  results?: SentimentScore[];
  sentiment?: Sentiment;
  /** How likely the sentiment above is, as a decimal. */
  score?: number;
}

export interface SentimentScore {
  sentiment?: Sentiment;
  /** How likely, as a decimal. */
  score?: number;
}

export type Sentiment = 'positive' | 'negative' | 'neutral' | (string & {});

export interface IntentResult {
  message?: string;
  results?: IntentScore[];
  /** The likeliest intent, such as chitchat.greeting. */
  intent?: string;
  /** How likely the intent above is, as a decimal. */
  score?: number;
}

export interface IntentScore {
  intent?: string;
  /** How likely, as a decimal. */
  score?: number;
}

/** What was read from one image. */
export interface ImageRecognitionResult {
  url?: string;
  document_image_classification?: DocumentClassification;
  optical_character_recognition?: TextRecognition;
  document_field_classification?: FieldRecognition;
}

export interface DocumentClassification {
  doc_type?: string;
  /** How likely, as a decimal. */
  confidence?: number;
}

export interface TextRecognition {
  result?: RecognizedData[];
}

export interface RecognizedData {
  data?: string[];
}

export interface FieldRecognition {
  /** Each entry: what was read, by the name of the field. */
  result?: Array<Record<string, RecognizedData>>;
}

export interface PersonalDataResult {
  /** The text as it came, personal data included. */
  message?: string;
  /** The text with personal data masked. */
  masked?: string;
}

export interface OffensiveContentResult {
  /** The text that was judged, if it was one. */
  message?: string;
  /** The image that was judged, if it was one. */
  url?: string;
  evaluation?: Evaluation;
  /** How likely, as a decimal. */
  score?: number;
}

export type Evaluation = 'SAFE' | 'UNSAFE' | (string & {});

/** A contact sent a message, delivered here with personal data masked. */
export interface MessageInboundSmartConversationRedaction {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** When it happened on the channel, if known. Up to nanoseconds: keep the string. */
  event_time?: string;
  /** The conversation_metadata of an earlier send, often JSON text; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  message_redaction: InboundMessage;
}

/** A record of a message or an event was stored. */
export interface RecordNotification {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** When it happened on the channel, if known. Up to nanoseconds: keep the string. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  record_notification: RecordReport;
}

/** Low confidence: one official SDK calls its own model of this unsettled and spells it in camelCase. */
export interface RecordReport {
  /** The message or event that the record is about. */
  entity_id?: string;
  record_status?: RecordStatus;
  processing_mode?: ProcessingMode;
  channel_identity?: ChannelIdentity;
  /** "" in DISPATCH mode. */
  contact_id?: string;
  /** "" in DISPATCH mode. */
  conversation_id?: string;
  reason?: Reason;
}

/** UNRECOGNIZED is known to one official SDK only. */
export type RecordStatus =
  'RECORD_STATUS_UNSPECIFIED' | 'EVENT_RECORD_STORED' | 'UNRECOGNIZED' | (string & {});

/** A batch of messages changed its status. */
export interface BatchStatusUpdate {
  /** The Conversation API app this callback belongs to. */
  app_id: string;
  /** The project of the app, a UUID. */
  project_id: string;
  /** When Sinch took in what this callback reports. Up to nanoseconds: keep the string. */
  accepted_time?: string;
  /** When it happened on the channel, if known. Up to nanoseconds: keep the string. */
  event_time?: string;
  /** Opaque text, often JSON; "" when unset. */
  message_metadata?: string;
  /** The correlation id of the send request, at most 128 characters; "" when unset. */
  correlation_id?: string;
  /**
   * What the channel adds. Documented for inbound messages and delivery reports only; its place in the
   * body is not confirmed by any official SDK.
   */
  channel_metadata?: Record<string, unknown>;
  batch_status_update_notification: BatchStatusUpdateNotification;
}

/** Low confidence: not confirmed by any official SDK model. */
export interface BatchStatusUpdateNotification {
  batch_id?: string;
  batch_status?: BatchStatus;
  batch_type?: BatchType;
  additional_data?: BatchAdditionalData;
}

/** The one value seen so far; others surely exist. */
export type BatchStatus = 'BATCH_STATUS_PROCESSED' | (string & {});

/** The one value seen so far. */
export type BatchType = 'BATCH_TYPE_MESSAGES' | (string & {});

export interface BatchAdditionalData {
  message_batch_data?: MessageBatchData;
}

export interface MessageBatchData {
  send_after?: string;
  /** What you gave with the batch. */
  batch_metadata?: Record<string, unknown>;
}

/** The name of an event, as Sinch calls it when a webhook subscribes to it. */
export type Trigger = keyof WebhookEvents;
