import type { SpecText } from '../../src/spec/document.js';

/**
 * A document that is wrong in the ways of the one that circulates publicly: what changed stands at the top level and
 * not under its event's key, one message serves several channels, known values are closed, a failure's reason is a
 * string, and most events are not there.
 */
export const publishedDocument: SpecText = {
  source: { kind: 'stdin' },
  name: 'published.yaml',
  text: `
asyncapi: 2.6.0
info:
  title: Webhooks
  version: '1.0'
channels:
  /conversation/message-inbound:
    publish:
      operationId: receiveInboundMessage
      summary: Receive an inbound message
      message: { $ref: '#/components/messages/MessageInbound' }
  /conversation/message-delivery:
    publish:
      operationId: receiveMessageDelivery
      message: { $ref: '#/components/messages/MessageDelivery' }
  /conversation/contact-create:
    publish: { message: { $ref: '#/components/messages/ContactEvent' } }
  /conversation/contact-update:
    publish: { message: { $ref: '#/components/messages/ContactEvent' } }
  /conversation/contact-delete:
    publish: { message: { $ref: '#/components/messages/ContactEvent' } }
components:
  messages:
    MessageInbound:
      name: MESSAGE_INBOUND
      payload:
        type: object
        properties:
          app_id: { type: string }
          message:
            type: object
            properties:
              id: { type: string }
              direction: { type: string, enum: [TO_APP] }
    MessageDelivery:
      name: MESSAGE_DELIVERY
      payload:
        type: object
        properties:
          message_delivery_report:
            type: object
            properties:
              status: { type: string, enum: [DELIVERED, FAILED] }
              reason: { type: string }
    ContactEvent:
      name: CONTACT_EVENT
      payload: { $ref: '#/components/schemas/ContactEventPayload' }
  schemas:
    ContactEventPayload:
      type: object
      properties:
        app_id: { type: string }
        contact: { $ref: '#/components/schemas/Contact' }
    Contact:
      type: object
      properties:
        id: { type: string }
        channel_identities:
          type: array
          items: { type: object, properties: { channel: { type: string, enum: [SMS, WHATSAPP] } } }
`,
};
