import type { AsyncapiVersion } from '../../src/spec/version.js';

/**
 * One document in the words of each version: two messages on a channel, which a property tells apart, with headers, a
 * trait, references to every kind of component that a version has, and another channel with parameters, whose operation
 * does not choose among its messages.
 */
export function ordersDocument(version: AsyncapiVersion): object {
  const info = { title: 'Orders', version: '1.0.0' };
  return version.startsWith('2.')
    ? { asyncapi: version, info, ...ordersIn2(version) }
    : { asyncapi: version, info, ...ordersIn3 };
}

const schemas = {
  Order: {
    type: 'object',
    required: ['type', 'id'],
    properties: {
      type: { const: 'order_paid' },
      id: { type: 'string', description: 'The number on the invoice.' },
      total: { type: ['number', 'null'] },
      lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } },
    },
  },
  Line: {
    type: 'object',
    properties: { sku: { type: 'string' }, gift: { $ref: '#/components/schemas/Line' } },
  },
  Cancelled: { type: 'object', required: ['type'], properties: { type: { const: 'order_cancelled' } } },
};

const headers = { type: 'object', properties: { 'x-request-id': { type: 'string' } } };

const messages = {
  orderPaid: {
    headers,
    contentType: 'application/json',
    traits: [{ $ref: '#/components/messageTraits/billed' }],
    correlationId: { location: '$message.header#/x-request-id' },
    payload: { $ref: '#/components/schemas/Order' },
  },
  orderCancelled: { name: 'orderCancelled', payload: { $ref: '#/components/schemas/Cancelled' } },
  anything: { summary: 'Whatever is known of an order.' },
};

const messageTraits = { billed: { name: 'orderPaid', summary: 'An order was paid.' } };

function ordersIn2(version: AsyncapiVersion) {
  const from = (first: AsyncapiVersion) => version >= first;
  return {
    defaultContentType: 'application/json',
    servers: { production: { url: 'example.com', protocol: 'https' } },
    channels: {
      '/orders': {
        ...(from('2.2.0') && { servers: ['production'] }),
        publish: {
          operationId: 'onOrder',
          traits: [{ $ref: '#/components/operationTraits/orders' }],
          message: {
            oneOf: [
              { $ref: '#/components/messages/orderPaid' },
              { $ref: '#/components/messages/orderCancelled' },
            ],
          },
        },
        subscribe: { message: { payload: true } },
      },
      '/orders/{orderId}/facts/{lang}': from('2.3.0') ? { $ref: '#/components/channels/facts' } : facts2,
    },
    components: {
      schemas,
      messages: from('2.4.0')
        ? { ...messages, anything: { ...messages.anything, messageId: 'anything' } }
        : messages,
      messageTraits,
      operationTraits: { orders: { description: 'What becomes of an order.' } },
      parameters,
      ...(from('2.3.0') && { channels: { facts: facts2 } }),
    },
  };
}

const parameters = { orderId: { description: 'The number on the invoice.' } };

const facts2 = {
  parameters: { orderId: { $ref: '#/components/parameters/orderId' }, lang: { schema: { type: 'string' } } },
  publish: { message: { $ref: '#/components/messages/anything' } },
};

const ordersIn3 = {
  defaultContentType: 'application/json',
  servers: { production: { host: 'example.com', protocol: 'https' } },
  channels: {
    orders: {
      address: '/orders',
      servers: [{ $ref: '#/servers/production' }],
      messages: {
        orderPaid: { $ref: '#/components/messages/orderPaid' },
        orderCancelled: { $ref: '#/components/messages/orderCancelled' },
        receipt: { payload: {} },
      },
    },
    facts: { $ref: '#/components/channels/facts' },
  },
  operations: {
    onOrder: {
      action: 'receive',
      channel: { $ref: '#/channels/orders' },
      traits: [{ $ref: '#/components/operationTraits/orders' }],
      messages: [
        { $ref: '#/channels/orders/messages/orderPaid' },
        { $ref: '#/channels/orders/messages/orderCancelled' },
      ],
      reply: {
        address: { location: '$message.header#/reply-to' },
        messages: [{ $ref: '#/channels/orders/messages/receipt' }],
        channel: { $ref: '#/channels/orders' },
      },
    },
    sendReceipt: {
      action: 'send',
      channel: { $ref: '#/channels/orders' },
      messages: [{ $ref: '#/channels/orders/messages/receipt' }],
    },
    onFacts: { $ref: '#/components/operations/onFacts' },
  },
  components: {
    schemas,
    messages,
    messageTraits,
    operationTraits: { orders: { description: 'What becomes of an order.' } },
    operations: { onFacts: { action: 'receive', channel: { $ref: '#/channels/facts' } } },
    channels: {
      facts: {
        address: '/orders/{orderId}/facts/{lang}',
        parameters: { orderId: { $ref: '#/components/parameters/orderId' }, lang: { enum: ['en', 'sv'] } },
        messages: { anything: { $ref: '#/components/messages/anything' } },
      },
    },
    parameters,
  },
};
