import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Reference {
  readonly $ref: string;
}

interface Message {
  readonly name: string;
  readonly summary?: string;
  readonly contentType?: string;
  readonly 'x-sinch-trigger': string;
  readonly 'x-sinch-event-key': string;
  readonly 'x-sinch-identity': readonly (readonly IdentityPart[])[];
  readonly payload: Reference;
}

type IdentityPart = string | { readonly keysOf: string };

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

interface BundledDocument {
  readonly channels: Readonly<
    Record<string, { readonly address: string; readonly messages: Readonly<Record<string, Reference>> }>
  >;
  readonly operations: Readonly<
    Record<
      string,
      { readonly action: string; readonly channel: Reference; readonly messages: readonly Reference[] }
    >
  >;
  readonly components: {
    readonly messages: Readonly<Record<string, Message>>;
    readonly schemas: Readonly<Record<string, Schema>>;
  };
}

const specFolder = new URL('../../spec/', import.meta.url);
const text = readFileSync(new URL('sinch-conversation.yaml', specFolder), 'utf8');
const bundled = parse(text) as BundledDocument;
const { channels, operations } = bundled;
const { messages, schemas } = bundled.components;

const events = Object.values(messages).map((message) => ({
  trigger: message['x-sinch-trigger'],
  eventKey: message['x-sinch-event-key'],
  identity: message['x-sinch-identity'],
  schemaName: message.payload.$ref.replace('#/components/schemas/', ''),
  sampleFile: `${message['x-sinch-trigger'].toLowerCase().replaceAll('_', '-')}.json`,
}));
const sampleFiles = readdirSync(new URL('samples/', specFolder));

// Receivers and tools in the field know these from the AsyncAPI 1.0 document, so they never change.
const published = [
  ['/conversation/message-inbound', 'receiveInboundMessage', 'MessageInbound', 'MESSAGE_INBOUND'],
  ['/conversation/message-delivery', 'receiveMessageDelivery', 'MessageDelivery', 'MESSAGE_DELIVERY'],
  ['/conversation/event-inbound', 'receiveInboundEvent', 'EventInbound', 'EVENT_INBOUND'],
  ['/conversation/contact-create', 'receiveContactCreate', 'ContactEvent', 'CONTACT_EVENT'],
  ['/conversation/contact-update', 'receiveContactUpdate', 'ContactEvent', 'CONTACT_EVENT'],
  ['/conversation/contact-delete', 'receiveContactDelete', 'ContactEvent', 'CONTACT_EVENT'],
  ['/conversation/contact-merge', 'receiveContactMerge', 'ContactMergeEvent', 'CONTACT_MERGE'],
  ['/conversation/conversation-start', 'receiveConversationStart', 'ConversationEvent', 'CONVERSATION_EVENT'],
  ['/conversation/conversation-stop', 'receiveConversationStop', 'ConversationEvent', 'CONVERSATION_EVENT'],
  ['/conversation/channel-event', 'receiveChannelEvent', 'ChannelEvent', 'CHANNEL_EVENT'],
  ['/conversation/capability', 'receiveCapabilityResult', 'CapabilityEvent', 'CAPABILITY'],
  ['/conversation/opt-in', 'receiveOptIn', 'OptEvent', 'OPT_EVENT'],
  ['/conversation/opt-out', 'receiveOptOut', 'OptEvent', 'OPT_EVENT'],
  [
    '/conversation/smart-conversations',
    'receiveSmartConversationResult',
    'SmartConversationEvent',
    'SMART_CONVERSATIONS',
  ],
] as const;

describe('the bundled document', () => {
  it('knows 22 triggers, each with an event key, an address and an operation of its own', () => {
    expect(events).toHaveLength(22);
    expect(new Set(events.map((event) => event.trigger))).toHaveProperty('size', 22);
    expect(new Set(events.map((event) => event.eventKey))).toHaveProperty('size', 22);
    expect(Object.keys(operations)).toHaveLength(22);
    expect(receivedEvents().map((event) => event.address)).toEqual(
      receivedEvents().map((event) => `/conversation/${event.trigger.toLowerCase().replaceAll('_', '-')}`),
    );
  });

  it.each(published)('keeps the published names of %s', (address, operationId, messageKey, messageName) => {
    expect(receivedEvents()).toContainEqual(
      expect.objectContaining({ address, operationId, messageKey, messageName }),
    );
  });

  it('gives every message a summary and the JSON content type', () => {
    for (const message of Object.values(messages)) {
      expect(message).toMatchObject({ summary: expect.any(String), contentType: 'application/json' });
    }
  });

  it('requires app_id, project_id and the event key of a body, and nothing anywhere else', () => {
    const required = everySchema().filter(({ schema }) => schema.required !== undefined);

    expect(required.map(({ path, schema }) => [path, schema.required])).toEqual(
      events.map((event) => [event.schemaName, ['app_id', 'project_id', event.eventKey]]),
    );
  });

  it('lets every enum take strings that nobody knows yet', () => {
    for (const { path } of everySchema().filter(({ schema }) => schema.enum !== undefined)) {
      const [name, position, ...rest] = path.split('.');
      expect([position, rest], `${path} holds an enum that is not a component of its own`).toEqual([
        'anyOf[0]',
        [],
      ]);
      expect(schemas[name ?? '']?.anyOf, `${path} is a closed enum`).toEqual([
        { type: 'string', enum: expect.any(Array) },
        { type: 'string' },
      ]);
    }
  });

  it('refuses no value for its length, its pattern or a property it does not know', () => {
    const closed = everySchema().filter(
      ({ schema }) =>
        schema.additionalProperties === false ||
        schema.minLength !== undefined ||
        schema.maxLength !== undefined ||
        schema.pattern !== undefined,
    );

    expect(closed.map(({ path }) => path)).toEqual([]);
  });

  it('gives every object with properties a name, so that it becomes a type', () => {
    const unnamed = everySchema().filter(({ path, schema }) => schema.properties && path.includes('.'));

    expect(unnamed.map(({ path }) => path)).toEqual([]);
  });

  it('has no schema that nothing refers to', () => {
    const unused = Object.keys(schemas).filter((name) => !text.includes(`'#/components/schemas/${name}'`));

    expect(unused).toEqual([]);
  });

  it('keeps descriptions short enough for a comment in code', () => {
    const lines = everySchema().flatMap(({ schema }) => schema.description?.split('\n') ?? []);

    expect(lines.filter((line) => line.length > 100 || line.includes('*/'))).toEqual([]);
  });
});

describe('the samples', () => {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'bundled', components: bundled.components });

  it('exist for every trigger, and for nothing else', () => {
    const expected = events.map((event) => event.sampleFile);
    const missing = expected.filter((file) => !sampleFiles.includes(file));
    const stray = sampleFiles.filter((file) => !expected.includes(file));

    expect(missing, 'Add a body for each of these under spec/samples.').toEqual([]);
    expect(stray, 'Add a message with this x-sinch-trigger to the document, or remove the file.').toEqual([]);
  });

  it.each(events)('$sampleFile is a valid $trigger', ({ schemaName, sampleFile }) => {
    const validate = ajv.getSchema(`bundled#/components/schemas/${schemaName}`);

    expect(validate?.(readSample(sampleFile)), ajv.errorsText(validate?.errors)).toBe(true);
  });

  it.each(events)(
    '$sampleFile carries $eventKey and the key of no other event',
    ({ eventKey, sampleFile }) => {
      const keys = Object.keys(readSample(sampleFile));

      expect(events.map((event) => event.eventKey).filter((key) => keys.includes(key))).toEqual([eventKey]);
    },
  );

  it.each(events)('$sampleFile has only fields that the document describes', ({ schemaName, sampleFile }) => {
    expect(undescribed({ $ref: `#/components/schemas/${schemaName}` }, readSample(sampleFile), '')).toEqual(
      [],
    );
  });

  it.each(events)('$sampleFile can be told from other events by its identity', ({ identity, sampleFile }) => {
    const sample = readSample(sampleFile);
    const complete = identity.filter((parts) =>
      parts.every((part) => isPresent(valueAt(sample, pathOf(part)))),
    );

    expect(complete.length, 'No alternative of x-sinch-identity has all its parts.').toBeGreaterThan(0);
  });
});

describe('an identity', () => {
  it.each(events)('of $trigger names fields that the document describes', ({ schemaName, identity }) => {
    for (const path of identity.flat().map(pathOf)) {
      expect(schemaAt(schemaName, path), `${path} is not a field of ${schemaName}`).toBeDefined();
    }
  });
});

function receivedEvents() {
  return Object.entries(operations).map(([operationId, operation]) => {
    const channel = channels[operation.channel.$ref.replace('#/channels/', '')];
    const [messageKey, reference] = Object.entries(channel?.messages ?? {})[0] ?? [];
    const message = messages[reference?.$ref.replace('#/components/messages/', '') ?? ''];
    return {
      address: channel?.address,
      operationId,
      messageKey,
      messageName: message?.name,
      trigger: message?.['x-sinch-trigger'] ?? '',
    };
  });
}

function everySchema() {
  return Object.entries(schemas).flatMap(([name, schema]) => [...schemasIn(schema, name)]);
}

function* schemasIn(schema: Schema, path: string): Generator<{ path: string; schema: Schema }> {
  yield { path, schema };
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    yield* schemasIn(property, `${path}.${name}`);
  }
  for (const [index, alternative] of (schema.anyOf ?? []).entries()) {
    yield* schemasIn(alternative, `${path}.anyOf[${index}]`);
  }
  if (schema.items) yield* schemasIn(schema.items, `${path}.items`);
  if (typeof schema.additionalProperties === 'object') {
    yield* schemasIn(schema.additionalProperties, `${path}.values`);
  }
}

function readSample(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`samples/${file}`, specFolder), 'utf8')) as Record<string, unknown>;
}

function undescribed(schema: Schema, value: unknown, path: string): string[] {
  const { properties, items, additionalProperties } = resolve(schema);
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => undescribed(items ?? {}, item, `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const described = properties?.[key] ?? additionalProperties;
    if (described === undefined || described === false) return [`${path}.${key}`];
    return described === true ? [] : undescribed(described, member, `${path}.${key}`);
  });
}

function schemaAt(schemaName: string, path: string): Schema | undefined {
  let schema = schemas[schemaName];
  for (const name of path.split('.')) schema = schema && resolve(schema).properties?.[name];
  return schema;
}

/** Follows a reference, and takes the object out of a nullable. */
function resolve(schema: Schema): Schema {
  if (schema.$ref) return schemas[schema.$ref.replace('#/components/schemas/', '')] ?? {};
  const nullable = schema.anyOf?.find((alternative) => alternative.$ref);
  return nullable ? resolve(nullable) : schema;
}

function pathOf(part: IdentityPart): string {
  return typeof part === 'string' ? part : part.keysOf;
}

function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce(
      (current, name) =>
        typeof current === 'object' && current !== null
          ? new Map(Object.entries(current)).get(name)
          : undefined,
      value,
    );
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
