// Written by sinch-webhooks from the AsyncAPI document. Do not edit: the next run replaces it.
// Each validator lists where a body differs from the document. Properties and values it does not know are no problem.

import {
  arrayOf,
  checkAnything,
  checkBoolean,
  checkInteger,
  checkNumber,
  checkObject,
  checkString,
  mapOf,
  nullable,
  objectOf,
  required,
  validatorOf,
  type Check,
} from './runtime/checks.js';
import type { Validator } from './runtime/problems.js';
import type { Trigger } from './types.js';

const checkMessageInbound: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredInboundMessage(value['message'], path, '.message', problems);
});

const checkInboundMessage: Check = objectOf((value, path, problems) => {
  checkString(value['id'], path, '.id', problems);
  checkString(value['direction'], path, '.direction', problems);
  checkContactMessage(value['contact_message'], path, '.contact_message', problems);
  checkChannelIdentity(value['channel_identity'], path, '.channel_identity', problems);
  checkString(value['conversation_id'], path, '.conversation_id', problems);
  checkString(value['contact_id'], path, '.contact_id', problems);
  checkString(value['metadata'], path, '.metadata', problems);
  checkString(value['accept_time'], path, '.accept_time', problems);
  checkString(value['sender_id'], path, '.sender_id', problems);
  checkString(value['processing_mode'], path, '.processing_mode', problems);
  checkBoolean(value['injected'], path, '.injected', problems);
  checkString(value['channel'], path, '.channel', problems);
});

const checkContactMessage: Check = objectOf((value, path, problems) => {
  nullableReplyTo(value['reply_to'], path, '.reply_to', problems);
  checkTextMessage(value['text_message'], path, '.text_message', problems);
  checkMedia(value['media_message'], path, '.media_message', problems);
  checkMediaCardMessage(value['media_card_message'], path, '.media_card_message', problems);
  checkLocationMessage(value['location_message'], path, '.location_message', problems);
  checkChoiceResponseMessage(
    value['choice_response_message'],
    path,
    '.choice_response_message',
    problems,
  );
  checkFallbackMessage(value['fallback_message'], path, '.fallback_message', problems);
  checkProductResponseMessage(
    value['product_response_message'],
    path,
    '.product_response_message',
    problems,
  );
  checkContactChannelSpecificMessage(
    value['channel_specific_message'],
    path,
    '.channel_specific_message',
    problems,
  );
});

const checkReplyTo: Check = objectOf((value, path, problems) => {
  checkString(value['message_id'], path, '.message_id', problems);
});

const checkTextMessage: Check = objectOf((value, path, problems) => {
  checkString(value['text'], path, '.text', problems);
});

const checkMedia: Check = objectOf((value, path, problems) => {
  checkString(value['url'], path, '.url', problems);
  checkString(value['thumbnail_url'], path, '.thumbnail_url', problems);
  checkString(value['filename_override'], path, '.filename_override', problems);
});

const checkMediaCardMessage: Check = objectOf((value, path, problems) => {
  checkString(value['url'], path, '.url', problems);
  checkString(value['caption'], path, '.caption', problems);
});

const checkLocationMessage: Check = objectOf((value, path, problems) => {
  checkString(value['title'], path, '.title', problems);
  checkString(value['label'], path, '.label', problems);
  checkCoordinates(value['coordinates'], path, '.coordinates', problems);
});

const checkCoordinates: Check = objectOf((value, path, problems) => {
  checkNumber(value['latitude'], path, '.latitude', problems);
  checkNumber(value['longitude'], path, '.longitude', problems);
});

const checkChoiceResponseMessage: Check = objectOf((value, path, problems) => {
  checkString(value['message_id'], path, '.message_id', problems);
  checkString(value['postback_data'], path, '.postback_data', problems);
});

const checkFallbackMessage: Check = objectOf((value, path, problems) => {
  checkString(value['raw_message'], path, '.raw_message', problems);
  checkReason(value['reason'], path, '.reason', problems);
});

const checkReason: Check = objectOf((value, path, problems) => {
  checkString(value['code'], path, '.code', problems);
  checkString(value['description'], path, '.description', problems);
  checkString(value['sub_code'], path, '.sub_code', problems);
  checkString(value['channel_code'], path, '.channel_code', problems);
});

const checkProductResponseMessage: Check = objectOf((value, path, problems) => {
  arrayOfProductItem(value['products'], path, '.products', problems);
  checkString(value['title'], path, '.title', problems);
  checkString(value['text'], path, '.text', problems);
  checkString(value['catalog_id'], path, '.catalog_id', problems);
});

const checkProductItem: Check = objectOf((value, path, problems) => {
  checkString(value['id'], path, '.id', problems);
  checkString(value['marketplace'], path, '.marketplace', problems);
  checkInteger(value['quantity'], path, '.quantity', problems);
  checkNumber(value['item_price'], path, '.item_price', problems);
  checkString(value['currency'], path, '.currency', problems);
});

const checkContactChannelSpecificMessage: Check = objectOf((value, path, problems) => {
  checkString(value['message_type'], path, '.message_type', problems);
  checkFlowReplyMessage(value['message'], path, '.message', problems);
});

const checkFlowReplyMessage: Check = objectOf((value, path, problems) => {
  checkString(value['type'], path, '.type', problems);
  checkFlowReply(value['nfm_reply'], path, '.nfm_reply', problems);
});

const checkFlowReply: Check = objectOf((value, path, problems) => {
  checkString(value['name'], path, '.name', problems);
  checkString(value['response_json'], path, '.response_json', problems);
  checkString(value['body'], path, '.body', problems);
});

const checkChannelIdentity: Check = objectOf((value, path, problems) => {
  checkString(value['channel'], path, '.channel', problems);
  checkString(value['identity'], path, '.identity', problems);
  checkString(value['app_id'], path, '.app_id', problems);
});

const checkMessageSubmit: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredMessageSubmitNotification(
    value['message_submit_notification'],
    path,
    '.message_submit_notification',
    problems,
  );
});

const checkMessageSubmitNotification: Check = objectOf((value, path, problems) => {
  checkString(value['message_id'], path, '.message_id', problems);
  checkString(value['conversation_id'], path, '.conversation_id', problems);
  checkChannelIdentity(value['channel_identity'], path, '.channel_identity', problems);
  checkString(value['contact_id'], path, '.contact_id', problems);
  checkAppMessage(value['submitted_message'], path, '.submitted_message', problems);
  checkString(value['metadata'], path, '.metadata', problems);
  checkString(value['processing_mode'], path, '.processing_mode', problems);
});

const checkAppMessage: Check = objectOf((value, path, problems) => {
  checkTextMessage(value['text_message'], path, '.text_message', problems);
  checkMedia(value['media_message'], path, '.media_message', problems);
  checkCard(value['card_message'], path, '.card_message', problems);
  checkCarouselMessage(value['carousel_message'], path, '.carousel_message', problems);
  checkChoiceMessage(value['choice_message'], path, '.choice_message', problems);
  checkListMessage(value['list_message'], path, '.list_message', problems);
  checkLocationMessage(value['location_message'], path, '.location_message', problems);
  checkContactInfoMessage(value['contact_info_message'], path, '.contact_info_message', problems);
  checkTemplateMessage(value['template_message'], path, '.template_message', problems);
  mapOfString(value['explicit_channel_message'], path, '.explicit_channel_message', problems);
  mapOfOmniMessage(
    value['explicit_channel_omni_message'],
    path,
    '.explicit_channel_omni_message',
    problems,
  );
  mapOfAppChannelSpecificMessage(
    value['channel_specific_message'],
    path,
    '.channel_specific_message',
    problems,
  );
  nullableAgent(value['agent'], path, '.agent', problems);
});

const checkCard: Check = objectOf((value, path, problems) => {
  checkString(value['title'], path, '.title', problems);
  checkString(value['description'], path, '.description', problems);
  checkMedia(value['media_message'], path, '.media_message', problems);
  checkString(value['height'], path, '.height', problems);
  arrayOfChoice(value['choices'], path, '.choices', problems);
  checkCardProperties(value['message_properties'], path, '.message_properties', problems);
});

const checkChoice: Check = objectOf((value, path, problems) => {
  checkCallMessage(value['call_message'], path, '.call_message', problems);
  checkLocationMessage(value['location_message'], path, '.location_message', problems);
  checkTextMessage(value['text_message'], path, '.text_message', problems);
  checkUrlMessage(value['url_message'], path, '.url_message', problems);
  checkCalendarMessage(value['calendar_message'], path, '.calendar_message', problems);
  checkShareLocationMessage(
    value['share_location_message'],
    path,
    '.share_location_message',
    problems,
  );
  checkString(value['postback_data'], path, '.postback_data', problems);
});

const checkCallMessage: Check = objectOf((value, path, problems) => {
  checkString(value['title'], path, '.title', problems);
  checkString(value['phone_number'], path, '.phone_number', problems);
});

const checkUrlMessage: Check = objectOf((value, path, problems) => {
  checkString(value['title'], path, '.title', problems);
  checkString(value['url'], path, '.url', problems);
});

const checkCalendarMessage: Check = objectOf((value, path, problems) => {
  checkString(value['title'], path, '.title', problems);
  checkString(value['event_start'], path, '.event_start', problems);
  checkString(value['event_end'], path, '.event_end', problems);
  checkString(value['event_title'], path, '.event_title', problems);
  checkString(value['event_description'], path, '.event_description', problems);
  checkString(value['fallback_url'], path, '.fallback_url', problems);
});

const checkShareLocationMessage: Check = objectOf((value, path, problems) => {
  checkString(value['title'], path, '.title', problems);
  checkString(value['fallback_url'], path, '.fallback_url', problems);
});

const checkCardProperties: Check = objectOf((value, path, problems) => {
  checkString(value['whatsapp_header'], path, '.whatsapp_header', problems);
});

const checkCarouselMessage: Check = objectOf((value, path, problems) => {
  arrayOfCard(value['cards'], path, '.cards', problems);
  arrayOfChoice(value['choices'], path, '.choices', problems);
});

const checkChoiceMessage: Check = objectOf((value, path, problems) => {
  checkTextMessage(value['text_message'], path, '.text_message', problems);
  arrayOfChoice(value['choices'], path, '.choices', problems);
  checkChoiceProperties(value['message_properties'], path, '.message_properties', problems);
});

const checkChoiceProperties: Check = objectOf((value, path, problems) => {
  checkString(value['whatsapp_footer'], path, '.whatsapp_footer', problems);
});

const checkListMessage: Check = objectOf((value, path, problems) => {
  checkString(value['title'], path, '.title', problems);
  checkString(value['description'], path, '.description', problems);
  checkMedia(value['media'], path, '.media', problems);
  arrayOfListSection(value['sections'], path, '.sections', problems);
  checkListProperties(value['message_properties'], path, '.message_properties', problems);
});

const checkListSection: Check = objectOf((value, path, problems) => {
  checkString(value['title'], path, '.title', problems);
  arrayOfListItem(value['items'], path, '.items', problems);
});

const checkListItem: Check = objectOf((value, path, problems) => {
  checkListChoice(value['choice'], path, '.choice', problems);
  checkProductItem(value['product'], path, '.product', problems);
});

const checkListChoice: Check = objectOf((value, path, problems) => {
  checkString(value['title'], path, '.title', problems);
  checkString(value['description'], path, '.description', problems);
  checkMedia(value['media'], path, '.media', problems);
  checkString(value['postback_data'], path, '.postback_data', problems);
});

const checkListProperties: Check = objectOf((value, path, problems) => {
  checkString(value['catalog_id'], path, '.catalog_id', problems);
  checkString(value['menu'], path, '.menu', problems);
  checkString(value['whatsapp_header'], path, '.whatsapp_header', problems);
});

const checkContactInfoMessage: Check = objectOf((value, path, problems) => {
  checkContactName(value['name'], path, '.name', problems);
  arrayOfContactPhoneNumber(value['phone_numbers'], path, '.phone_numbers', problems);
  arrayOfContactAddress(value['addresses'], path, '.addresses', problems);
  arrayOfContactEmailAddress(value['email_addresses'], path, '.email_addresses', problems);
  checkContactOrganization(value['organization'], path, '.organization', problems);
  arrayOfContactUrl(value['urls'], path, '.urls', problems);
  checkString(value['birthday'], path, '.birthday', problems);
});

const checkContactName: Check = objectOf((value, path, problems) => {
  checkString(value['full_name'], path, '.full_name', problems);
  checkString(value['first_name'], path, '.first_name', problems);
  checkString(value['last_name'], path, '.last_name', problems);
  checkString(value['middle_name'], path, '.middle_name', problems);
  checkString(value['prefix'], path, '.prefix', problems);
  checkString(value['suffix'], path, '.suffix', problems);
});

const checkContactPhoneNumber: Check = objectOf((value, path, problems) => {
  checkString(value['phone_number'], path, '.phone_number', problems);
  checkString(value['type'], path, '.type', problems);
});

const checkContactAddress: Check = objectOf((value, path, problems) => {
  checkString(value['city'], path, '.city', problems);
  checkString(value['country'], path, '.country', problems);
  checkString(value['state'], path, '.state', problems);
  checkString(value['zip'], path, '.zip', problems);
  checkString(value['type'], path, '.type', problems);
  checkString(value['country_code'], path, '.country_code', problems);
});

const checkContactEmailAddress: Check = objectOf((value, path, problems) => {
  checkString(value['email_address'], path, '.email_address', problems);
  checkString(value['type'], path, '.type', problems);
});

const checkContactOrganization: Check = objectOf((value, path, problems) => {
  checkString(value['company'], path, '.company', problems);
  checkString(value['department'], path, '.department', problems);
  checkString(value['title'], path, '.title', problems);
});

const checkContactUrl: Check = objectOf((value, path, problems) => {
  checkString(value['url'], path, '.url', problems);
  checkString(value['type'], path, '.type', problems);
});

const checkTemplateMessage: Check = objectOf((value, path, problems) => {
  mapOfTemplateReference(value['channel_template'], path, '.channel_template', problems);
  checkTemplateReference(value['omni_template'], path, '.omni_template', problems);
});

const checkTemplateReference: Check = objectOf((value, path, problems) => {
  checkString(value['template_id'], path, '.template_id', problems);
  checkString(value['version'], path, '.version', problems);
  checkString(value['language_code'], path, '.language_code', problems);
  mapOfString(value['parameters'], path, '.parameters', problems);
});

const checkOmniMessage: Check = objectOf((value, path, problems) => {
  checkTextMessage(value['text_message'], path, '.text_message', problems);
  checkMedia(value['media_message'], path, '.media_message', problems);
  checkCard(value['card_message'], path, '.card_message', problems);
  checkCarouselMessage(value['carousel_message'], path, '.carousel_message', problems);
  checkChoiceMessage(value['choice_message'], path, '.choice_message', problems);
  checkListMessage(value['list_message'], path, '.list_message', problems);
  checkLocationMessage(value['location_message'], path, '.location_message', problems);
  checkContactInfoMessage(value['contact_info_message'], path, '.contact_info_message', problems);
  checkTemplateReference(value['template_reference'], path, '.template_reference', problems);
});

const checkAppChannelSpecificMessage: Check = objectOf((value, path, problems) => {
  checkString(value['message_type'], path, '.message_type', problems);
  checkObject(value['message'], path, '.message', problems);
});

const checkAgent: Check = objectOf((value, path, problems) => {
  checkString(value['display_name'], path, '.display_name', problems);
  checkString(value['type'], path, '.type', problems);
  checkString(value['picture_url'], path, '.picture_url', problems);
});

const checkMessageDelivery: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredMessageDeliveryReport(
    value['message_delivery_report'],
    path,
    '.message_delivery_report',
    problems,
  );
});

const checkMessageDeliveryReport: Check = objectOf((value, path, problems) => {
  checkString(value['message_id'], path, '.message_id', problems);
  checkString(value['conversation_id'], path, '.conversation_id', problems);
  checkString(value['status'], path, '.status', problems);
  checkChannelIdentity(value['channel_identity'], path, '.channel_identity', problems);
  checkString(value['contact_id'], path, '.contact_id', problems);
  checkReason(value['reason'], path, '.reason', problems);
  checkString(value['metadata'], path, '.metadata', problems);
  checkString(value['processing_mode'], path, '.processing_mode', problems);
});

const checkEventInbound: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredInboundEvent(value['event'], path, '.event', problems);
});

const checkInboundEvent: Check = objectOf((value, path, problems) => {
  checkString(value['id'], path, '.id', problems);
  checkString(value['direction'], path, '.direction', problems);
  checkChannelIdentity(value['channel_identity'], path, '.channel_identity', problems);
  checkString(value['contact_id'], path, '.contact_id', problems);
  checkString(value['conversation_id'], path, '.conversation_id', problems);
  checkString(value['accept_time'], path, '.accept_time', problems);
  checkString(value['processing_mode'], path, '.processing_mode', problems);
  checkInboundContactEvent(value['contact_event'], path, '.contact_event', problems);
  checkInboundContactMessageEvent(
    value['contact_message_event'],
    path,
    '.contact_message_event',
    problems,
  );
});

const checkInboundContactEvent: Check = objectOf((value, path, problems) => {
  checkObject(value['composing_event'], path, '.composing_event', problems);
  checkObject(value['composing_end_event'], path, '.composing_end_event', problems);
  checkObject(value['conversation_deleted_event'], path, '.conversation_deleted_event', problems);
  checkCommentEvent(value['comment_event'], path, '.comment_event', problems);
  checkGenericEvent(value['generic_event'], path, '.generic_event', problems);
});

const checkCommentEvent: Check = objectOf((value, path, problems) => {
  checkString(value['id'], path, '.id', problems);
  checkString(value['text'], path, '.text', problems);
  checkString(value['comment_type'], path, '.comment_type', problems);
  checkString(value['commented_on'], path, '.commented_on', problems);
  checkString(value['user'], path, '.user', problems);
});

const checkGenericEvent: Check = objectOf((value, path, problems) => {
  checkObject(value['payload'], path, '.payload', problems);
});

const checkInboundContactMessageEvent: Check = objectOf((value, path, problems) => {
  checkPaymentStatusUpdateEvent(
    value['payment_status_update_event'],
    path,
    '.payment_status_update_event',
    problems,
  );
  checkShortlinkActivatedEvent(
    value['shortlink_activated_event'],
    path,
    '.shortlink_activated_event',
    problems,
  );
  checkReactionEvent(value['reaction_event'], path, '.reaction_event', problems);
});

const checkPaymentStatusUpdateEvent: Check = objectOf((value, path, problems) => {
  checkString(value['reference_id'], path, '.reference_id', problems);
  checkString(value['payment_status'], path, '.payment_status', problems);
  checkString(value['payment_transaction_status'], path, '.payment_transaction_status', problems);
  checkString(value['payment_transaction_id'], path, '.payment_transaction_id', problems);
});

const checkShortlinkActivatedEvent: Check = objectOf((value, path, problems) => {
  checkString(value['payload'], path, '.payload', problems);
  checkString(value['title'], path, '.title', problems);
  checkString(value['ref'], path, '.ref', problems);
  checkString(value['source'], path, '.source', problems);
  checkString(value['type'], path, '.type', problems);
  checkBoolean(value['existing_thread'], path, '.existing_thread', problems);
});

const checkReactionEvent: Check = objectOf((value, path, problems) => {
  checkString(value['emoji'], path, '.emoji', problems);
  checkString(value['action'], path, '.action', problems);
  checkString(value['message_id'], path, '.message_id', problems);
  checkString(value['reaction_category'], path, '.reaction_category', problems);
});

const checkEventDelivery: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredEventDeliveryReport(
    value['event_delivery_report'],
    path,
    '.event_delivery_report',
    problems,
  );
});

const checkEventDeliveryReport: Check = objectOf((value, path, problems) => {
  checkString(value['event_id'], path, '.event_id', problems);
  checkString(value['status'], path, '.status', problems);
  checkChannelIdentity(value['channel_identity'], path, '.channel_identity', problems);
  checkString(value['contact_id'], path, '.contact_id', problems);
  checkReason(value['reason'], path, '.reason', problems);
  checkString(value['metadata'], path, '.metadata', problems);
  checkString(value['processing_mode'], path, '.processing_mode', problems);
});

const checkConversationStart: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredConversationNotification(
    value['conversation_start_notification'],
    path,
    '.conversation_start_notification',
    problems,
  );
});

const checkConversationNotification: Check = objectOf((value, path, problems) => {
  checkConversation(value['conversation'], path, '.conversation', problems);
});

const checkConversation: Check = objectOf((value, path, problems) => {
  checkString(value['id'], path, '.id', problems);
  checkString(value['app_id'], path, '.app_id', problems);
  checkString(value['contact_id'], path, '.contact_id', problems);
  checkString(value['last_received'], path, '.last_received', problems);
  checkString(value['active_channel'], path, '.active_channel', problems);
  checkBoolean(value['active'], path, '.active', problems);
  checkString(value['metadata'], path, '.metadata', problems);
  checkObject(value['metadata_json'], path, '.metadata_json', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  arrayOfAnything(value['active_channel_senders'], path, '.active_channel_senders', problems);
});

const checkConversationStop: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredConversationNotification(
    value['conversation_stop_notification'],
    path,
    '.conversation_stop_notification',
    problems,
  );
});

const checkConversationDelete: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredConversationNotification(
    value['conversation_delete_notification'],
    path,
    '.conversation_delete_notification',
    problems,
  );
});

const checkContactCreate: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredContactNotification(
    value['contact_create_notification'],
    path,
    '.contact_create_notification',
    problems,
  );
});

const checkContactNotification: Check = objectOf((value, path, problems) => {
  checkContact(value['contact'], path, '.contact', problems);
});

const checkContact: Check = objectOf((value, path, problems) => {
  checkString(value['id'], path, '.id', problems);
  arrayOfChannelIdentity(value['channel_identities'], path, '.channel_identities', problems);
  arrayOfString(value['channel_priority'], path, '.channel_priority', problems);
  checkString(value['display_name'], path, '.display_name', problems);
  checkString(value['email'], path, '.email', problems);
  checkString(value['external_id'], path, '.external_id', problems);
  checkString(value['metadata'], path, '.metadata', problems);
  checkString(value['language'], path, '.language', problems);
});

const checkContactUpdate: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredContactNotification(
    value['contact_update_notification'],
    path,
    '.contact_update_notification',
    problems,
  );
});

const checkContactDelete: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredContactNotification(
    value['contact_delete_notification'],
    path,
    '.contact_delete_notification',
    problems,
  );
});

const checkContactMerge: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredContactMergeNotification(
    value['contact_merge_notification'],
    path,
    '.contact_merge_notification',
    problems,
  );
});

const checkContactMergeNotification: Check = objectOf((value, path, problems) => {
  checkContact(value['preserved_contact'], path, '.preserved_contact', problems);
  checkContact(value['deleted_contact'], path, '.deleted_contact', problems);
});

const checkContactIdentitiesDuplication: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredDuplicatedIdentitiesNotification(
    value['duplicated_contact_identities_notification'],
    path,
    '.duplicated_contact_identities_notification',
    problems,
  );
});

const checkDuplicatedIdentitiesNotification: Check = objectOf((value, path, problems) => {
  arrayOfDuplicatedIdentity(
    value['duplicated_identities'],
    path,
    '.duplicated_identities',
    problems,
  );
});

const checkDuplicatedIdentity: Check = objectOf((value, path, problems) => {
  checkString(value['channel'], path, '.channel', problems);
  arrayOfString(value['contact_ids'], path, '.contact_ids', problems);
  checkString(value['identity'], path, '.identity', problems);
  checkString(value['app_id'], path, '.app_id', problems);
});

const checkCapability: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredCapabilityNotification(
    value['capability_notification'],
    path,
    '.capability_notification',
    problems,
  );
});

const checkCapabilityNotification: Check = objectOf((value, path, problems) => {
  checkString(value['request_id'], path, '.request_id', problems);
  checkString(value['contact_id'], path, '.contact_id', problems);
  checkString(value['channel'], path, '.channel', problems);
  checkString(value['identity'], path, '.identity', problems);
  checkString(value['capability_status'], path, '.capability_status', problems);
  arrayOfString(value['channel_capabilities'], path, '.channel_capabilities', problems);
  checkReason(value['reason'], path, '.reason', problems);
});

const checkOptIn: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredOptInNotification(value['opt_in_notification'], path, '.opt_in_notification', problems);
});

const checkOptInNotification: Check = objectOf((value, path, problems) => {
  checkString(value['request_id'], path, '.request_id', problems);
  checkString(value['contact_id'], path, '.contact_id', problems);
  checkString(value['channel'], path, '.channel', problems);
  checkString(value['identity'], path, '.identity', problems);
  checkString(value['status'], path, '.status', problems);
  checkOptErrorDetails(value['error_details'], path, '.error_details', problems);
  checkString(value['processing_mode'], path, '.processing_mode', problems);
});

const checkOptErrorDetails: Check = objectOf((value, path, problems) => {
  checkString(value['description'], path, '.description', problems);
});

const checkOptOut: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredOptOutNotification(
    value['opt_out_notification'],
    path,
    '.opt_out_notification',
    problems,
  );
});

const checkOptOutNotification: Check = objectOf((value, path, problems) => {
  checkString(value['request_id'], path, '.request_id', problems);
  checkString(value['contact_id'], path, '.contact_id', problems);
  checkString(value['channel'], path, '.channel', problems);
  checkString(value['identity'], path, '.identity', problems);
  checkString(value['status'], path, '.status', problems);
  checkOptErrorDetails(value['error_details'], path, '.error_details', problems);
  checkString(value['processing_mode'], path, '.processing_mode', problems);
});

const checkChannelEvent: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredChannelEventNotification(
    value['channel_event_notification'],
    path,
    '.channel_event_notification',
    problems,
  );
});

const checkChannelEventNotification: Check = objectOf((value, path, problems) => {
  checkChannelEventDetails(value['channel_event'], path, '.channel_event', problems);
});

const checkChannelEventDetails: Check = objectOf((value, path, problems) => {
  checkString(value['channel'], path, '.channel', problems);
  checkString(value['event_type'], path, '.event_type', problems);
  checkObject(value['additional_data'], path, '.additional_data', problems);
});

const checkUnsupported: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredUnsupportedCallback(
    value['unsupported_callback'],
    path,
    '.unsupported_callback',
    problems,
  );
});

const checkUnsupportedCallback: Check = objectOf((value, path, problems) => {
  checkString(value['channel'], path, '.channel', problems);
  checkString(value['payload'], path, '.payload', problems);
  checkString(value['processing_mode'], path, '.processing_mode', problems);
  checkString(value['id'], path, '.id', problems);
  checkString(value['contact_id'], path, '.contact_id', problems);
  checkString(value['conversation_id'], path, '.conversation_id', problems);
  checkChannelIdentity(value['channel_identity'], path, '.channel_identity', problems);
});

const checkSmartConversations: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredSmartConversationNotification(
    value['smart_conversation_notification'],
    path,
    '.smart_conversation_notification',
    problems,
  );
});

const checkSmartConversationNotification: Check = objectOf((value, path, problems) => {
  checkString(value['contact_id'], path, '.contact_id', problems);
  checkString(value['channel_identity'], path, '.channel_identity', problems);
  checkString(value['channel'], path, '.channel', problems);
  checkString(value['message_id'], path, '.message_id', problems);
  checkString(value['conversation_id'], path, '.conversation_id', problems);
  checkAnalysisResults(value['analysis_results'], path, '.analysis_results', problems);
});

const checkAnalysisResults: Check = objectOf((value, path, problems) => {
  arrayOfSentimentResult(value['ml_sentiment_result'], path, '.ml_sentiment_result', problems);
  arrayOfIntentResult(value['ml_nlu_result'], path, '.ml_nlu_result', problems);
  arrayOfImageRecognitionResult(
    value['ml_image_recognition_result'],
    path,
    '.ml_image_recognition_result',
    problems,
  );
  arrayOfPersonalDataResult(value['ml_pii_result'], path, '.ml_pii_result', problems);
  arrayOfOffensiveContentResult(
    value['ml_offensive_analysis_result'],
    path,
    '.ml_offensive_analysis_result',
    problems,
  );
});

const checkSentimentResult: Check = objectOf((value, path, problems) => {
  checkString(value['message'], path, '.message', problems);
  arrayOfSentimentScore(value['results'], path, '.results', problems);
  checkString(value['sentiment'], path, '.sentiment', problems);
  checkNumber(value['score'], path, '.score', problems);
});

const checkSentimentScore: Check = objectOf((value, path, problems) => {
  checkString(value['sentiment'], path, '.sentiment', problems);
  checkNumber(value['score'], path, '.score', problems);
});

const checkIntentResult: Check = objectOf((value, path, problems) => {
  checkString(value['message'], path, '.message', problems);
  arrayOfIntentScore(value['results'], path, '.results', problems);
  checkString(value['intent'], path, '.intent', problems);
  checkNumber(value['score'], path, '.score', problems);
});

const checkIntentScore: Check = objectOf((value, path, problems) => {
  checkString(value['intent'], path, '.intent', problems);
  checkNumber(value['score'], path, '.score', problems);
});

const checkImageRecognitionResult: Check = objectOf((value, path, problems) => {
  checkString(value['url'], path, '.url', problems);
  checkDocumentClassification(
    value['document_image_classification'],
    path,
    '.document_image_classification',
    problems,
  );
  checkTextRecognition(
    value['optical_character_recognition'],
    path,
    '.optical_character_recognition',
    problems,
  );
  checkFieldRecognition(
    value['document_field_classification'],
    path,
    '.document_field_classification',
    problems,
  );
});

const checkDocumentClassification: Check = objectOf((value, path, problems) => {
  checkString(value['doc_type'], path, '.doc_type', problems);
  checkNumber(value['confidence'], path, '.confidence', problems);
});

const checkTextRecognition: Check = objectOf((value, path, problems) => {
  arrayOfRecognizedData(value['result'], path, '.result', problems);
});

const checkRecognizedData: Check = objectOf((value, path, problems) => {
  arrayOfString(value['data'], path, '.data', problems);
});

const checkFieldRecognition: Check = objectOf((value, path, problems) => {
  arrayOfMapOfRecognizedData(value['result'], path, '.result', problems);
});

const checkPersonalDataResult: Check = objectOf((value, path, problems) => {
  checkString(value['message'], path, '.message', problems);
  checkString(value['masked'], path, '.masked', problems);
});

const checkOffensiveContentResult: Check = objectOf((value, path, problems) => {
  checkString(value['message'], path, '.message', problems);
  checkString(value['url'], path, '.url', problems);
  checkString(value['evaluation'], path, '.evaluation', problems);
  checkNumber(value['score'], path, '.score', problems);
});

const checkMessageInboundSmartConversationRedaction: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredInboundMessage(value['message_redaction'], path, '.message_redaction', problems);
});

const checkRecordNotification: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredRecordReport(value['record_notification'], path, '.record_notification', problems);
});

const checkRecordReport: Check = objectOf((value, path, problems) => {
  checkString(value['entity_id'], path, '.entity_id', problems);
  checkString(value['record_status'], path, '.record_status', problems);
  checkString(value['processing_mode'], path, '.processing_mode', problems);
  checkChannelIdentity(value['channel_identity'], path, '.channel_identity', problems);
  checkString(value['contact_id'], path, '.contact_id', problems);
  checkString(value['conversation_id'], path, '.conversation_id', problems);
  checkReason(value['reason'], path, '.reason', problems);
});

const checkBatchStatusUpdate: Check = objectOf((value, path, problems) => {
  requiredString(value['app_id'], path, '.app_id', problems);
  requiredString(value['project_id'], path, '.project_id', problems);
  checkString(value['accepted_time'], path, '.accepted_time', problems);
  checkString(value['event_time'], path, '.event_time', problems);
  checkString(value['message_metadata'], path, '.message_metadata', problems);
  checkString(value['correlation_id'], path, '.correlation_id', problems);
  checkObject(value['channel_metadata'], path, '.channel_metadata', problems);
  requiredBatchStatusUpdateNotification(
    value['batch_status_update_notification'],
    path,
    '.batch_status_update_notification',
    problems,
  );
});

const checkBatchStatusUpdateNotification: Check = objectOf((value, path, problems) => {
  checkString(value['batch_id'], path, '.batch_id', problems);
  checkString(value['batch_status'], path, '.batch_status', problems);
  checkString(value['batch_type'], path, '.batch_type', problems);
  checkBatchAdditionalData(value['additional_data'], path, '.additional_data', problems);
});

const checkBatchAdditionalData: Check = objectOf((value, path, problems) => {
  checkMessageBatchData(value['message_batch_data'], path, '.message_batch_data', problems);
});

const checkMessageBatchData: Check = objectOf((value, path, problems) => {
  checkString(value['send_after'], path, '.send_after', problems);
  checkObject(value['batch_metadata'], path, '.batch_metadata', problems);
});

const requiredString = required('string', checkString);
const nullableReplyTo = nullable(checkReplyTo);
const arrayOfProductItem = arrayOf(checkProductItem);
const requiredInboundMessage = required('object', checkInboundMessage);
const arrayOfChoice = arrayOf(checkChoice);
const arrayOfCard = arrayOf(checkCard);
const arrayOfListItem = arrayOf(checkListItem);
const arrayOfListSection = arrayOf(checkListSection);
const arrayOfContactPhoneNumber = arrayOf(checkContactPhoneNumber);
const arrayOfContactAddress = arrayOf(checkContactAddress);
const arrayOfContactEmailAddress = arrayOf(checkContactEmailAddress);
const arrayOfContactUrl = arrayOf(checkContactUrl);
const mapOfString = mapOf(checkString);
const mapOfTemplateReference = mapOf(checkTemplateReference);
const mapOfOmniMessage = mapOf(checkOmniMessage);
const mapOfAppChannelSpecificMessage = mapOf(checkAppChannelSpecificMessage);
const nullableAgent = nullable(checkAgent);
const requiredMessageSubmitNotification = required('object', checkMessageSubmitNotification);
const requiredMessageDeliveryReport = required('object', checkMessageDeliveryReport);
const requiredInboundEvent = required('object', checkInboundEvent);
const requiredEventDeliveryReport = required('object', checkEventDeliveryReport);
const arrayOfAnything = arrayOf(checkAnything);
const requiredConversationNotification = required('object', checkConversationNotification);
const arrayOfChannelIdentity = arrayOf(checkChannelIdentity);
const arrayOfString = arrayOf(checkString);
const requiredContactNotification = required('object', checkContactNotification);
const requiredContactMergeNotification = required('object', checkContactMergeNotification);
const arrayOfDuplicatedIdentity = arrayOf(checkDuplicatedIdentity);
const requiredDuplicatedIdentitiesNotification = required(
  'object',
  checkDuplicatedIdentitiesNotification,
);
const requiredCapabilityNotification = required('object', checkCapabilityNotification);
const requiredOptInNotification = required('object', checkOptInNotification);
const requiredOptOutNotification = required('object', checkOptOutNotification);
const requiredChannelEventNotification = required('object', checkChannelEventNotification);
const requiredUnsupportedCallback = required('object', checkUnsupportedCallback);
const arrayOfSentimentScore = arrayOf(checkSentimentScore);
const arrayOfSentimentResult = arrayOf(checkSentimentResult);
const arrayOfIntentScore = arrayOf(checkIntentScore);
const arrayOfIntentResult = arrayOf(checkIntentResult);
const arrayOfRecognizedData = arrayOf(checkRecognizedData);
const mapOfRecognizedData = mapOf(checkRecognizedData);
const arrayOfMapOfRecognizedData = arrayOf(mapOfRecognizedData);
const arrayOfImageRecognitionResult = arrayOf(checkImageRecognitionResult);
const arrayOfPersonalDataResult = arrayOf(checkPersonalDataResult);
const arrayOfOffensiveContentResult = arrayOf(checkOffensiveContentResult);
const requiredSmartConversationNotification = required(
  'object',
  checkSmartConversationNotification,
);
const requiredRecordReport = required('object', checkRecordReport);
const requiredBatchStatusUpdateNotification = required(
  'object',
  checkBatchStatusUpdateNotification,
);

export const validateMessageInbound = validatorOf(checkMessageInbound);
export const validateMessageSubmit = validatorOf(checkMessageSubmit);
export const validateMessageDelivery = validatorOf(checkMessageDelivery);
export const validateEventInbound = validatorOf(checkEventInbound);
export const validateEventDelivery = validatorOf(checkEventDelivery);
export const validateConversationStart = validatorOf(checkConversationStart);
export const validateConversationStop = validatorOf(checkConversationStop);
export const validateConversationDelete = validatorOf(checkConversationDelete);
export const validateContactCreate = validatorOf(checkContactCreate);
export const validateContactUpdate = validatorOf(checkContactUpdate);
export const validateContactDelete = validatorOf(checkContactDelete);
export const validateContactMerge = validatorOf(checkContactMerge);
export const validateContactIdentitiesDuplication = validatorOf(checkContactIdentitiesDuplication);
export const validateCapability = validatorOf(checkCapability);
export const validateOptIn = validatorOf(checkOptIn);
export const validateOptOut = validatorOf(checkOptOut);
export const validateChannelEvent = validatorOf(checkChannelEvent);
export const validateUnsupported = validatorOf(checkUnsupported);
export const validateSmartConversations = validatorOf(checkSmartConversations);
export const validateMessageInboundSmartConversationRedaction = validatorOf(
  checkMessageInboundSmartConversationRedaction,
);
export const validateRecordNotification = validatorOf(checkRecordNotification);
export const validateBatchStatusUpdate = validatorOf(checkBatchStatusUpdate);

export const validators = {
  MESSAGE_INBOUND: validateMessageInbound,
  MESSAGE_SUBMIT: validateMessageSubmit,
  MESSAGE_DELIVERY: validateMessageDelivery,
  EVENT_INBOUND: validateEventInbound,
  EVENT_DELIVERY: validateEventDelivery,
  CONVERSATION_START: validateConversationStart,
  CONVERSATION_STOP: validateConversationStop,
  CONVERSATION_DELETE: validateConversationDelete,
  CONTACT_CREATE: validateContactCreate,
  CONTACT_UPDATE: validateContactUpdate,
  CONTACT_DELETE: validateContactDelete,
  CONTACT_MERGE: validateContactMerge,
  CONTACT_IDENTITIES_DUPLICATION: validateContactIdentitiesDuplication,
  CAPABILITY: validateCapability,
  OPT_IN: validateOptIn,
  OPT_OUT: validateOptOut,
  CHANNEL_EVENT: validateChannelEvent,
  UNSUPPORTED: validateUnsupported,
  SMART_CONVERSATIONS: validateSmartConversations,
  MESSAGE_INBOUND_SMART_CONVERSATION_REDACTION: validateMessageInboundSmartConversationRedaction,
  RECORD_NOTIFICATION: validateRecordNotification,
  BATCH_STATUS_UPDATE: validateBatchStatusUpdate,
} satisfies Record<Trigger, Validator>;
