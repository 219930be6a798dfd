/** Every keyword of JSON Schema up to draft 2020-12, and those that AsyncAPI and OpenAPI add, in one schema. */
export const schemaVocabulary = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://things.example/thing.json',
  $comment: 'For those who keep the schema.',
  title: 'A thing',
  description: 'What a thing is.',
  type: 'object',
  required: ['name', 'size'],
  minProperties: 1,
  maxProperties: 40,
  deprecated: false,
  discriminator: 'kind',
  externalDocs: { url: 'https://things.example/docs', description: 'More on things.' },
  default: { name: 'nothing', nested: ['deep', { deeper: 'still' }] },
  examples: [{ name: 'a thing', size: 2 }],
  'x-parser-schema-id': 'ThingOfNote',
  'x-note': { why: 'an extension of somebody' },
  properties: {
    name: {
      type: 'string',
      title: 'Its name',
      description: 'What it is called.',
      minLength: 1,
      maxLength: 50,
      pattern: '^[a-z ]+$',
      default: 'nobody',
      examples: ['somebody'],
    },
    size: {
      type: ['number', 'null'],
      minimum: 0,
      maximum: 10,
      multipleOf: 2,
      description: 'How large it is.',
    },
    weight: { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 1000, nullable: true },
    kind: { enum: ['small', 'large', null], description: 'Of which kind it is.' },
    grade: { type: ['string', 'integer'], enum: ['best', 1, true] },
    version: { const: 'v1' },
    origin: { const: { country: 'nowhere', list: ['one'] } },
    known: { anyOf: [{ type: 'string', enum: ['yes', 'no'] }, { type: 'string' }] },
    made_at: { type: 'string', format: 'date-time', readOnly: true, writeOnly: false },
    picture: { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/png' },
    tags: {
      type: 'array',
      items: { type: 'string', description: 'One of them.' },
      contains: { const: 'first' },
      minItems: 0,
      maxItems: 9,
      uniqueItems: true,
    },
    place: {
      type: 'array',
      items: [{ type: 'number' }, { enum: ['north', 'south'] }],
      additionalItems: { type: 'string' },
    },
    labels: { type: 'object', additionalProperties: { type: 'string', description: 'A label.' } },
    counts: {
      type: 'object',
      patternProperties: { '^n-': { type: 'integer', description: 'A count.' } },
      propertyNames: { pattern: '^[a-z-]+$' },
      additionalProperties: false,
    },
    part: {
      allOf: [
        { type: 'object', properties: { inside: { type: 'string', description: 'What is in it.' } } },
        { required: ['inside'] },
      ],
    },
    choice: {
      oneOf: [
        { type: 'object', properties: { left: { const: 'left' } }, required: ['left'] },
        { type: 'object', properties: { right: { const: 'right' } }, required: ['right'] },
      ],
    },
    either: {
      anyOf: [
        { type: 'string', maxLength: 3 },
        { type: 'array', items: { type: 'boolean' } },
      ],
    },
    other: { not: { enum: ['this', 'that'] } },
    conditional: {
      if: { properties: { mode: { const: 'fast' } } },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: { required: ['speed'] },
      else: { required: ['care'] },
    },
    dependent: {
      type: 'object',
      dependencies: { card: ['address'], street: { required: ['town'] } },
    },
    newer: {
      $anchor: 'newer',
      $defs: { unit: { type: 'string', description: 'A unit.' } },
      definitions: { older: { type: 'string' } },
      prefixItems: [{ type: 'string' }],
      dependentRequired: { card: ['address'] },
      dependentSchemas: { card: { required: ['owner'] } },
      unevaluatedProperties: { type: 'string' },
      unevaluatedItems: { type: 'string' },
      minContains: 1,
      contentSchema: { type: 'string' },
    },
    marked: {
      type: 'object',
      xml: { name: 'marked', namespace: 'urn:marked' },
      example: 'as in OpenAPI',
      properties: { again: { type: 'object', properties: { deep: { type: 'string' } } } },
    },
    shared: { $ref: '#/components/schemas/Shared' },
    described: {
      allOf: [{ $ref: '#/components/schemas/Shared' }],
      description: 'The shared one, said otherwise.',
    },
  },
} as const;

/** What `Shared` is, which contains itself. */
export const sharedSchema = {
  type: 'object',
  description: 'Used in several places.',
  properties: {
    id: { type: 'string', minLength: 1 },
    next: { $ref: '#/components/schemas/Shared' },
    state: { $ref: '#/components/schemas/State' },
  },
} as const;

export const stateSchema = { type: 'string', description: 'A state.', enum: ['open', 'shut'] } as const;
