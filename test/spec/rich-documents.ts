// Documents that use much of what AsyncAPI has, so that much of its schemas has something to say.
const about = {
  title: 'Orders',
  version: '1.0',
  description: 'Of a shop.',
  termsOfService: 'https://example.com/terms',
  contact: { name: 'Shop', url: 'https://example.com', email: 'shop@example.com' },
  license: { name: 'MIT', url: 'https://example.com/licence' },
};

const securitySchemes = {
  password: { type: 'userPassword' },
  key: { type: 'httpApiKey', name: 'X-Key', in: 'header' },
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
};

const schemas = {
  Order: {
    type: 'object',
    required: ['id'],
    properties: {
      id: { type: 'string', format: 'uuid', minLength: 1, maxLength: 40, pattern: '^[a-z]' },
      kind: { enum: ['new', 'old'], default: 'new' },
      lines: { type: 'array', items: { $ref: '#/components/schemas/Line' }, minItems: 1, uniqueItems: true },
      either: { oneOf: [{ type: 'string' }, { type: 'integer', minimum: 1, exclusiveMaximum: 9 }] },
      both: { allOf: [{ $ref: '#/components/schemas/Line' }], not: { type: 'null' } },
    },
    patternProperties: { '^x-': { type: 'string' } },
    additionalProperties: false,
    discriminator: 'kind',
    externalDocs: { url: 'https://example.com/order' },
    examples: [{ id: 'a' }],
  },
  Line: { type: ['object', 'null'], if: { minProperties: 1 }, else: true, maxProperties: 9 },
};

const message = {
  name: 'order',
  title: 'Order',
  contentType: 'application/json',
  headers: { type: 'object', properties: { trace: { type: 'string' } } },
  payload: { $ref: '#/components/schemas/Order' },
  correlationId: { location: '$message.header#/trace' },
  tags: [{ name: 'shop', externalDocs: { url: 'https://example.com' } }],
  bindings: { http: { headers: { type: 'object' } }, kafka: { key: { type: 'string' } } },
  traits: [{ headers: { type: 'object' } }],
  examples: [{ name: 'one', payload: { id: 'a' } }],
};

export const rich2 = {
  id: 'urn:example:orders',
  info: about,
  defaultContentType: 'application/json',
  tags: [{ name: 'shop' }],
  externalDocs: { url: 'https://example.com' },
  servers: {
    main: {
      url: '{host}.example.com:8883',
      protocol: 'mqtt',
      protocolVersion: '5',
      variables: { host: { enum: ['a', 'b'], default: 'a' } },
      security: [{ password: [] }],
      bindings: { mqtt: { clientId: 'c', cleanSession: true, keepAlive: 60 } },
    },
  },
  channels: {
    'orders/{id}': {
      description: 'Of one order.',
      parameters: { id: { schema: { type: 'string' }, location: '$message.payload#/id' } },
      publish: {
        operationId: 'ordered',
        message: { oneOf: [{ $ref: '#/components/messages/Order' }] },
        bindings: { mqtt: { qos: 1, retain: false } },
        traits: [{ summary: 'Of a trait' }],
      },
      subscribe: { operationId: 'order', message },
      bindings: { amqp: { is: 'queue', queue: { name: 'q', durable: true } } },
    },
  },
  components: { schemas, securitySchemes, messages: { Order: message } },
};

export const rich3 = {
  id: 'urn:example:orders',
  info: { ...about, tags: [{ name: 'shop' }], externalDocs: { url: 'https://example.com' } },
  defaultContentType: 'application/json',
  servers: {
    main: {
      host: '{host}.example.com:8883',
      pathname: '/v1',
      protocol: 'mqtt',
      variables: { host: { enum: ['a', 'b'], default: 'a' } },
      security: [{ $ref: '#/components/securitySchemes/password' }],
      bindings: { mqtt: { clientId: 'c', cleanSession: true, keepAlive: 60 } },
    },
  },
  channels: {
    orders: {
      address: 'orders/{id}',
      servers: [{ $ref: '#/servers/main' }],
      parameters: { id: { location: '$message.payload#/id', enum: ['a'], default: 'a' } },
      messages: { order: message, other: { $ref: '#/components/messages/Order' } },
      bindings: { amqp: { is: 'queue', queue: { name: 'q', durable: true } } },
    },
  },
  operations: {
    ordered: {
      action: 'receive',
      channel: { $ref: '#/channels/orders' },
      messages: [{ $ref: '#/channels/orders/messages/order' }],
      bindings: { mqtt: { qos: 1, retain: false } },
      reply: {
        address: { location: '$message.header#/trace' },
        channel: { $ref: '#/channels/orders' },
        messages: [{ $ref: '#/channels/orders/messages/other' }],
      },
      traits: [{ summary: 'Of a trait' }],
    },
  },
  components: {
    schemas: { ...schemas, Other: { schemaFormat: 'application/schema+json;version=draft-07', schema: {} } },
    securitySchemes,
    messages: { Order: message },
  },
};
