import { document2 } from './document-2.js';
import { schemaVocabulary, sharedSchema, stateSchema } from './schema-vocabulary.js';

const { info, externalDocs, tags, components: components2 } = document2;
const { Made, Lost, Found } = components2.messages;
const { messageId: _id, schemaFormat, payload, ...made } = Made;
const implicitScopes = { availableScopes: { read: 'Reads.' } };

/** A document with every field that AsyncAPI 3.0 has, but for those of one protocol's bindings. */
export const document3 = {
  asyncapi: '3.0.0',
  id: 'urn:things:api',
  info: { ...info, tags, externalDocs },
  defaultContentType: 'application/json',
  servers: {
    production: {
      host: '{region}.things.example',
      pathname: '/callbacks',
      protocol: 'https',
      protocolVersion: '1.1',
      title: 'Production',
      summary: 'The real one.',
      description: 'Where callbacks come from.',
      variables: {
        region: { enum: ['eu', 'us'], default: 'eu', description: 'Which region.', examples: ['us'] },
      },
      security: [{ $ref: '#/components/securitySchemes/key' }],
      tags: [{ name: 'live' }],
      externalDocs: { url: 'https://things.example/production' },
      bindings: { http: { bindingVersion: '0.1.0' } },
    },
  },
  channels: {
    made: {
      address: '/things/thing-made',
      title: 'Made things',
      summary: 'What was made.',
      description: 'A thing that is made.',
      messages: { made: { $ref: '#/components/messages/Made' } },
    },
    lost: {
      address: '/things/{thingId}/thing-lost',
      messages: {
        lost: { $ref: '#/components/messages/Lost' },
        found: { $ref: '#/components/messages/Found' },
      },
      servers: [{ $ref: '#/servers/production' }],
      parameters: {
        thingId: {
          description: 'Which thing.',
          enum: ['first', 'second'],
          default: 'first',
          examples: ['second'],
          location: '$message.payload#/thing_lost/id',
        },
      },
      tags: [{ name: 'lost', description: 'Not found yet.' }],
      externalDocs: { url: 'https://things.example/lost', description: 'On losing.' },
      bindings: { ws: { method: 'POST', bindingVersion: '0.1.0' } },
    },
    unknown: { address: null, messages: { nothing: { payload: { type: 'string' } } } },
  },
  operations: {
    receiveThingMade: {
      action: 'receive',
      channel: { $ref: '#/channels/made' },
      title: 'Receive what was made',
      summary: 'A thing was made.',
      description: 'Sent once for each.',
    },
    receiveThingLost: {
      action: 'receive',
      channel: { $ref: '#/channels/lost' },
      messages: [{ $ref: '#/channels/lost/messages/lost' }, { $ref: '#/channels/lost/messages/found' }],
      security: [{ $ref: '#/components/securitySchemes/key' }],
      tags: [{ name: 'lost' }],
      externalDocs: { url: 'https://things.example/lost' },
      bindings: { http: { method: 'POST', bindingVersion: '0.2.0' } },
      traits: [{ $ref: '#/components/operationTraits/kept' }],
      reply: {
        address: { description: 'Where to answer.', location: '$message.header#/reply' },
        channel: { $ref: '#/channels/made' },
        messages: [{ $ref: '#/channels/made/messages/made' }],
      },
    },
    sendThing: { action: 'send', channel: { $ref: '#/channels/made' } },
  },
  components: {
    ...components2,
    messages: {
      Made: {
        ...made,
        bindings: { http: { bindingVersion: '0.3.0', headers: { type: 'object' } } },
        // A message of a form that has its schema in a box with the name of its language.
        payload: { schemaFormat: schemaFormat.replace('2.6.0', '3.0.0'), schema: payload },
      },
      Lost,
      Found,
    },
    schemas: { Thing: schemaVocabulary, Shared: sharedSchema, State: stateSchema },
    channels: { spare: { address: '/spare' } },
    operations: { spare: { action: 'send', channel: { $ref: '#/channels/made' } } },
    servers: { spare: { host: 'spare.example', protocol: 'https' } },
    parameters: { day: { description: 'A day.', location: '$message.header#/day' } },
    replies: { spare: { address: { location: '$message.header#/reply' } } },
    replyAddresses: { spare: { description: 'An address.', location: '$message.header#/reply' } },
    externalDocs: { spare: { url: 'https://spare.example' } },
    tags: { spare: { name: 'spare' } },
    operationBindings: { plain: { http: { method: 'GET' } } },
    securitySchemes: {
      ...components2.securitySchemes,
      identity: {
        type: 'openIdConnect',
        openIdConnectUrl: 'https://things.example/openid',
        scopes: ['read'],
      },
      oauth: {
        type: 'oauth2',
        scopes: ['read'],
        flows: {
          implicit: { authorizationUrl: 'https://things.example/a', ...implicitScopes },
          password: { tokenUrl: 'https://things.example/t', ...implicitScopes },
          clientCredentials: { tokenUrl: 'https://things.example/t', ...implicitScopes },
          authorizationCode: {
            authorizationUrl: 'https://things.example/a',
            tokenUrl: 'https://things.example/t',
            refreshUrl: 'https://things.example/r',
            ...implicitScopes,
          },
        },
      },
    },
  },
  'x-root': ['an extension', { of: 'the document' }],
} as const;
