import { schemaVocabulary, sharedSchema, stateSchema } from './schema-vocabulary.js';

/** A document with every field that AsyncAPI 2.6 has, but for those of one protocol's bindings. */
export const document2 = {
  asyncapi: '2.6.0',
  id: 'urn:things:api',
  info: {
    title: 'Things',
    version: '1.0.0',
    description: 'Tells of things.',
    termsOfService: 'https://things.example/terms',
    contact: { name: 'Support', url: 'https://things.example/contact', email: 'support@things.example' },
    license: { name: 'MIT', url: 'https://things.example/license' },
    'x-origin': 'somewhere',
  },
  tags: [{ name: 'things', description: 'All of them.', externalDocs: { url: 'https://things.example' } }],
  externalDocs: { url: 'https://things.example/docs', description: 'The manual.' },
  defaultContentType: 'application/json',
  servers: {
    production: {
      url: 'https://{region}.things.example',
      protocol: 'https',
      protocolVersion: '1.1',
      description: 'Where callbacks come from.',
      variables: {
        region: { enum: ['eu', 'us'], default: 'eu', description: 'Which region.', examples: ['us'] },
      },
      security: [{ key: [] }],
      tags: [{ name: 'live' }],
      bindings: { http: { bindingVersion: '0.1.0' } },
    },
  },
  channels: {
    '/things/thing-made': {
      $ref: '#/components/channels/made',
    },
    '/things/{thingId}/thing-lost': {
      description: 'A thing that is lost.',
      servers: ['production'],
      parameters: {
        thingId: {
          description: 'Which thing.',
          schema: { type: 'string', description: 'An id.' },
          location: '$message.payload#/thing_lost/id',
        },
      },
      bindings: { ws: { method: 'POST', bindingVersion: '0.1.0' } },
      publish: {
        operationId: 'receiveThingLost',
        summary: 'A thing was lost.',
        description: 'Somebody looks for it.',
        tags: [{ name: 'lost' }],
        externalDocs: { url: 'https://things.example/lost' },
        security: [{ key: [] }],
        bindings: { http: { type: 'request', method: 'POST', bindingVersion: '0.1.0' } },
        traits: [{ $ref: '#/components/operationTraits/kept' }],
        message: {
          oneOf: [{ $ref: '#/components/messages/Lost' }, { $ref: '#/components/messages/Found' }],
        },
      },
      subscribe: {
        operationId: 'sendThing',
        message: { messageId: 'sent', payload: { type: 'string' } },
      },
    },
  },
  components: {
    channels: {
      made: {
        description: 'A thing that is made.',
        publish: {
          operationId: 'receiveThingMade',
          summary: 'A thing was made.',
          description: 'Sent once for each.',
          message: { $ref: '#/components/messages/Made' },
        },
      },
    },
    messages: {
      Made: {
        messageId: 'made',
        name: 'thing_made',
        title: 'Made',
        summary: 'It is made.',
        description: 'All about what was made.',
        contentType: 'application/json',
        schemaFormat: 'application/vnd.aai.asyncapi;version=2.6.0',
        'x-sinch-trigger': 'THING_MADE',
        'x-sinch-event-key': 'thing_made',
        'x-sinch-identity': [['thing_made.name'], [{ keysOf: 'thing_made.labels' }, 'app_id']],
        headers: {
          type: 'object',
          properties: { 'x-trace': { type: 'string', description: 'A trace.' } },
        },
        correlationId: { $ref: '#/components/correlationIds/trace' },
        tags: [{ name: 'new' }],
        externalDocs: { url: 'https://things.example/made' },
        bindings: { http: { bindingVersion: '0.1.0', headers: { type: 'object' } } },
        traits: [{ $ref: '#/components/messageTraits/known' }],
        examples: [
          {
            name: 'one',
            summary: 'One of them.',
            headers: { 'x-trace': 'abc' },
            payload: {
              app_id: 'an app',
              thing_made: { name: 'a thing', size: 2, labels: { colour: 'red' } },
            },
          },
        ],
        payload: {
          type: 'object',
          required: ['thing_made'],
          properties: {
            app_id: { type: 'string', description: 'Of which app it is.' },
            thing_made: { $ref: '#/components/schemas/Thing' },
          },
        },
      },
      Lost: {
        name: 'lost',
        payload: {
          type: 'object',
          required: ['thing_lost'],
          properties: { thing_lost: { $ref: '#/components/schemas/Shared' } },
        },
      },
      Found: {
        name: 'found',
        payload: {
          type: 'object',
          required: ['thing_found'],
          properties: { thing_found: { $ref: '#/components/schemas/State' } },
        },
      },
    },
    schemas: { Thing: schemaVocabulary, Shared: sharedSchema, State: stateSchema },
    parameters: {
      day: { description: 'A day.', schema: { type: 'string' }, location: '$message.header#/day' },
    },
    servers: { spare: { url: 'https://spare.example', protocol: 'https' } },
    serverVariables: { port: { default: '443' } },
    correlationIds: { trace: { description: 'Follows it.', location: '$message.header#/x-trace' } },
    operationTraits: {
      kept: { 'x-sinch-trigger': 'THING_LOST', summary: 'Kept.', description: 'For long.' },
    },
    messageTraits: { known: { contentType: 'application/json', 'x-known': 'by many' } },
    serverBindings: { plain: { http: {} } },
    channelBindings: { plain: { ws: {} } },
    operationBindings: { plain: { http: { type: 'request', method: 'GET' } } },
    messageBindings: { plain: { http: {} } },
    securitySchemes: {
      key: { type: 'httpApiKey', name: 'x-key', in: 'header', description: 'A key.' },
      user: { type: 'userPassword', description: 'A user.' },
      bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      identity: { type: 'openIdConnect', openIdConnectUrl: 'https://things.example/openid' },
      oauth: {
        type: 'oauth2',
        flows: {
          implicit: { authorizationUrl: 'https://things.example/a', scopes: { read: 'Reads.' } },
          password: { tokenUrl: 'https://things.example/t', scopes: { read: 'Reads.' } },
          clientCredentials: { tokenUrl: 'https://things.example/t', scopes: {} },
          authorizationCode: {
            authorizationUrl: 'https://things.example/a',
            tokenUrl: 'https://things.example/t',
            refreshUrl: 'https://things.example/r',
            scopes: { write: 'Writes.' },
          },
        },
      },
    },
  },
  'x-root': ['an extension', { of: 'the document' }],
} as const;
