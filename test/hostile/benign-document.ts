/**
 * The texts of a document, one in each place in which an attack may stand. Whatever a document says reaches the
 * generator by one of these ways.
 */
export const benignParts = {
  version: '1.0.0',
  title: 'Things',
  about: 'Tells of things.',
  license: 'MIT',
  contact: 'Support',
  tag: 'things',
  host: 'things.example',
  server: 'Where callbacks come from.',
  address: '/things/thing-made',
  channelTitle: 'Made things',
  channelAbout: 'What was made.',
  operation: 'receiveThingMade',
  summary: 'A thing was made.',
  operationAbout: 'Sent once for each.',
  message: 'thing_made',
  messageTitle: 'Made',
  messageAbout: 'All about what was made.',
  contentType: 'application/json',
  trigger: 'THING_MADE',
  eventKey: 'thing_made',
  identity: 'thing_made.id',
  keysOf: 'thing_made.labels',
  header: 'x-trace',
  example: 'a thing',
  exampleName: 'note',
  component: 'Thing',
  schemaId: 'https://things.example/thing.json',
  parserId: 'Part',
  schemaTitle: 'A thing',
  schemaAbout: 'What a thing is.',
  comment: 'For those who keep the schema.',
  property: 'name',
  propertyAbout: 'What it is called.',
  type: 'string',
  format: 'date',
  required: 'id',
  enum: 'small',
  enumAbout: 'Of which kind it is.',
  const: 'v1',
  deepConst: 'nowhere',
  default: 'nobody',
  pattern: '^[a-z]+$',
  patternName: '^n-',
  not: 'this',
  dependency: 'card',
  union: 'left',
  tuple: 'north',
  minimum: 1,
  multipleOf: 2,
  maxLength: 50,
  number: 3,
  extension: 'x-note',
  extensionText: 'an extension of somebody',
  reference: '#/components/schemas/State',
} as const;

export type Part = keyof typeof benignParts;

/** A document that a receiver is generated for, with other texts, or whatever else, in some of its places. */
export function documentWith(changed: Partial<Record<Part, unknown>> = {}): unknown {
  const parts: Record<Part, unknown> = { ...benignParts, ...changed };
  const name = (part: Part): string => String(parts[part]);
  return {
    asyncapi: '3.0.0',
    info: {
      title: parts.title,
      version: parts.version,
      description: parts.about,
      license: { name: parts.license },
      contact: { name: parts.contact },
      tags: [{ name: parts.tag }],
    },
    servers: { main: { host: parts.host, protocol: 'https', description: parts.server } },
    channels: {
      made: {
        address: parts.address,
        title: parts.channelTitle,
        description: parts.channelAbout,
        messages: { made: messageWith(parts) },
      },
      lost: {
        address: '/things/thing-lost',
        messages: { lost: { payload: { type: 'object', properties: { thing_lost: { type: 'string' } } } } },
      },
    },
    operations: {
      [name('operation')]: {
        action: 'receive',
        channel: { $ref: '#/channels/made' },
        summary: parts.summary,
        description: parts.operationAbout,
      },
      // Has no summary, so that its description is what its handler is told.
      receiveThingLost: {
        action: 'receive',
        channel: { $ref: '#/channels/lost' },
        description: parts.operationAbout,
      },
    },
    components: {
      schemas: {
        [name('component')]: schemaWith(parts),
        State: { type: 'string', enum: ['open', 'shut'], description: 'A state.' },
      },
    },
  };
}

function messageWith(parts: Readonly<Record<Part, unknown>>): object {
  return {
    name: parts.message,
    title: parts.messageTitle,
    description: parts.messageAbout,
    contentType: parts.contentType,
    'x-sinch-trigger': parts.trigger,
    'x-sinch-event-key': parts.eventKey,
    'x-sinch-identity': [[parts.identity], [{ keysOf: parts.keysOf }]],
    headers: { type: 'object', properties: { [String(parts.header)]: { type: 'string' } } },
    examples: [
      {
        payload: {
          thing_made: { id: parts.example },
          [String(parts.exampleName)]: { deep: [parts.example] },
        },
      },
    ],
    payload: {
      type: 'object',
      required: ['thing_made'],
      properties: { thing_made: { $ref: `#/components/schemas/${pointerStep(String(parts.component))}` } },
    },
  };
}

function schemaWith(parts: Readonly<Record<Part, unknown>>): object {
  const name = (part: Part): string => String(parts[part]);
  return {
    $id: parts.schemaId,
    $comment: parts.comment,
    title: parts.schemaTitle,
    description: parts.schemaAbout,
    type: 'object',
    required: [parts.required],
    [name('extension')]: parts.extensionText,
    properties: {
      id: { type: 'string', format: parts.format, default: parts.default },
      [name('property')]: { type: 'string', description: parts.propertyAbout },
      inner: {
        'x-parser-schema-id': parts.parserId,
        type: 'object',
        properties: { of: { type: 'string', minLength: 1 } },
      },
      typed: { type: parts.type },
      kind: { type: 'string', enum: [parts.enum, 'large'], description: parts.enumAbout },
      version: { const: parts.const },
      origin: { const: { country: parts.deepConst } },
      code: { type: 'string', pattern: parts.pattern, maxLength: parts.maxLength },
      size: { type: 'number', minimum: parts.minimum, multipleOf: parts.multipleOf },
      count: { enum: [parts.number, 'none', 7] },
      counts: { type: 'object', patternProperties: { [name('patternName')]: { type: 'integer' } } },
      other: { not: { enum: [parts.not, 'that'] } },
      bought: { type: 'object', dependencies: { [name('dependency')]: ['address'] } },
      choice: {
        oneOf: [
          { type: 'object', properties: { [name('union')]: { type: 'string' } }, required: [parts.union] },
          { type: 'object', properties: { right: { type: 'string' } }, required: ['right'] },
        ],
      },
      place: { type: 'array', items: [{ type: 'number' }, { const: parts.tuple }] },
      state: { $ref: parts.reference },
    },
  };
}

function pointerStep(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
