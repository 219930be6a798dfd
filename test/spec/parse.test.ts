import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { SpecDocument, SpecText } from '../../src/spec/document.js';
import { loadSpec } from '../../src/spec/load.js';
import { parseSpec } from '../../src/spec/parse.js';
import { readTree } from '../../src/spec/syntax.js';
import { failureOf, specText } from './spec-text.js';

async function parseFixture(name: string): Promise<SpecDocument> {
  const location = new URL(`../fixtures/spec/${name}`, import.meta.url);
  return parseSpec(specText(await readFile(location, 'utf8')));
}

describe('a document of AsyncAPI 2', () => {
  it('is received by its publish operations', async () => {
    const document = await parseFixture('orders-2.6.yaml');
    expect(document.operations).toMatchObject([
      {
        operationId: 'orderCreated',
        address: '/orders/created',
        summary: 'An order was placed',
        description: 'Sent once the payment is through.',
        messages: [{ id: 'Order', name: 'ORDER' }],
      },
      {
        operationId: undefined,
        address: '/orders/cancelled',
        summary: undefined,
        description: undefined,
        messages: [{ id: 'Order' }, { id: undefined, name: undefined, payload: { required: ['reason'] } }],
      },
    ]);
  });

  it('lets a trait override its message, and an operation tell a shared message apart', async () => {
    const { operations } = await parseFixture('orders-2.6.yaml');
    const [created, cancelled] = operations.map(({ messages }) => messages[0]);
    expect(created).toMatchObject({
      summary: 'From the trait',
      description: 'A trait overrides the message in AsyncAPI 2.',
      trigger: 'ORDER_CREATED',
      eventKey: 'order',
      identity: undefined,
      examples: [{ id: 'o-1', lines: [] }],
    });
    expect(cancelled).toMatchObject({ trigger: 'ORDER_CANCELLED', eventKey: 'order' });
    expect(cancelled?.payload).toBe(created?.payload);
  });

  it('has a payload of named schemas, shared and recursive', async () => {
    const { operations } = await parseFixture('orders-2.6.yaml');
    const payload = Object(operations[0]?.messages[0]?.payload);
    expect(payload['x-parser-schema-id']).toBe('Order');
    expect(payload.properties.replaces).toBe(payload);
    expect(payload.properties.lines.items).toBe(payload.properties.gift);
    expect(payload.properties.gift['x-parser-schema-id']).toBe('Line');
  });
});

describe('a document of AsyncAPI 3', () => {
  it('is received by its receive operations, each with its channel or a choice of its messages', async () => {
    const { operations } = await parseFixture('orders-3.0.yaml');
    expect(
      operations.map(({ operationId, address, messages }) => [
        operationId,
        address,
        messages.map(({ id }) => id),
      ]),
    ).toEqual([
      ['receiveOrder', '/orders/{id}', ['created', 'cancelled']],
      ['receiveCreated', '/orders/{id}', ['created']],
      ['receiveLate', 'late', ['late']],
    ]);
  });

  it('lets an operation and a message override their traits', async () => {
    const [operation] = (await parseFixture('orders-3.0.yaml')).operations;
    expect(operation).toMatchObject({
      summary: 'From the operation',
      description: 'The trait fills in what the operation leaves out in AsyncAPI 3.',
      messages: [
        {
          summary: 'An order was placed',
          trigger: 'ORDER_CREATED',
          eventKey: 'order',
          payload: { type: 'object', 'x-parser-schema-id': 'Order' },
          examples: [{ id: 'o-1' }],
        },
        {
          name: 'ORDER_CANCELLED',
          trigger: undefined,
          identity: [['id']],
          payload: { required: ['reason'] },
        },
      ],
    });
  });
});

describe('parseSpec', () => {
  it('reads the bundled document', async () => {
    const document = await parseSpec(await loadSpec({ kind: 'bundled' }));
    expect(document.operations.map(({ address }) => address)).toContain('/conversation/message-inbound');
  });

  it('says what operations there are when none receives, and what receiving means, in AsyncAPI 2', async () => {
    const channel = (operation: object) => ({ subscribe: { message: {}, ...operation } });
    const channels = { '/a': channel({ operationId: 'sendA' }), '/b/{id}': channel({}) };
    const failure = await failureOf(() => parseSpec(documentWith('2.6.0', { channels })));
    expect(failure.code).toBe('SPEC_NO_RECEIVE');
    expect(failure.message).toBe(
      'sinch.yaml has no operation that receives a message, but 2 that send: sendA, /b/{id}',
    );
    expect(failure.help).toContain('"publish"');
  });

  it('says what operations there are when none receives, and what receiving means, in AsyncAPI 3', async () => {
    const channels = { a: { address: '/a', messages: { m: {} } } };
    const send = { action: 'send', channel: { $ref: '#/channels/a' } };
    const operations = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((index) => [`send${index}`, send]));
    const failure = await failureOf(() => parseSpec(documentWith('3.0.0', { channels, operations })));
    expect(failure.message).toBe(
      'sinch.yaml has no operation that receives a message, but 7 that send: send1, send2, send3, send4, send5 and 2 more',
    );
    expect(failure.help).toContain('"action: receive"');
    const empty = await failureOf(() => parseSpec(documentWith('3.1.0', {})));
    expect(empty.message).toBe('sinch.yaml has no operation that receives a message, nor any other');
  });

  it.each([
    ['2.6.0', { channels: { '/a': { publish: { operationId: 'onA' } } } }],
    [
      '3.0.0',
      {
        channels: { a: { address: '/a' } },
        operations: { onA: { action: 'receive', channel: { $ref: '#/channels/a' } } },
      },
    ],
  ])('refuses a document of AsyncAPI %s that receives no message', async (version, parts) => {
    const failure = await failureOf(() => parseSpec(documentWith(version, parts)));
    expect(failure.code).toBe('SPEC_NO_RECEIVE');
    expect(failure.message).toBe('sinch.yaml receives, but has no message that would be received, in onA');
  });

  it.each([
    ['application/vnd.apache.avro;version=1.9.0', 'Avro (application/vnd.apache.avro;version=1.9.0)'],
    [
      'application/vnd.apache.avro+yaml;version=1.9.0',
      'Avro (application/vnd.apache.avro+yaml;version=1.9.0)',
    ],
    ['application/vnd.google.protobuf;version=3', 'Protobuf (application/vnd.google.protobuf;version=3)'],
    ['application/raml+yaml;version=1.0', 'RAML (application/raml+yaml;version=1.0)'],
    ['application/something', 'application/something'],
  ])('refuses a payload in %s by its name', async (format, name) => {
    for (const [version, place] of [
      ['2.6.0', ['channels', '/orders', 'publish', 'message', 'schemaFormat']],
      ['3.0.0', ['channels', 'orders', 'messages', 'Order', 'payload', 'schemaFormat']],
    ] as const) {
      const document = orderIn(version, format, { $ref: 'https://example.com/order.avsc' });
      const failure = await failureOf(() => parseSpec(document));
      expect(failure.code).toBe('SPEC_UNSUPPORTED_SCHEMA');
      const { at } = readTree(document).placeOf(place);
      expect(failure.message).toBe(
        `sinch.yaml:${at.line}:${at.column} The payload of message Order is described in ${name}.`,
      );
      expect(failure.help).toContain('JSON Schema');
    }
  });

  it.each([
    'application/vnd.aai.asyncapi;version=3.0.0',
    'application/vnd.aai.asyncapi+json;version=2.6.0',
    'application/schema+yaml;version=draft-07',
    'application/schema+json;version=draft-04',
    'application/vnd.oai.openapi;version=3.0.0',
    'application/vnd.oai.openapi+yaml;version=3.0.0',
  ])('reads a payload in %s', async (format) => {
    const payload = { type: 'string', nullable: true };
    for (const version of ['2.6.0', '3.0.0'] as const) {
      const { operations } = await parseSpec(orderIn(version, format, payload));
      expect(operations[0]?.messages[0]?.payload).toEqual(payload);
    }
  });

  it('does not mind a payload in Avro that is only sent', async () => {
    const avro = {
      schemaFormat: 'application/vnd.apache.avro;version=1.9.0',
      schema: { $ref: './order.avsc' },
    };
    const messages = { Order: { payload: avro }, Paid: { payload: { type: 'object' } } };
    const channel = { $ref: '#/channels/orders' };
    const document = documentWith('3.0.0', {
      channels: { orders: { address: '/orders', messages } },
      operations: {
        send: { action: 'send', channel, messages: [{ $ref: '#/channels/orders/messages/Order' }] },
        onPaid: { action: 'receive', channel, messages: [{ $ref: '#/channels/orders/messages/Paid' }] },
      },
    });
    expect(await parseSpec(document)).toMatchObject({ operations: [{ messages: [{ id: 'Paid' }] }] });
  });

  it('takes no text of the document for a reference of the parser', async () => {
    const text = `asyncapi: 2.6.0
info: { title: '$ref:$', version: '1' }
channels:
  /a: { publish: { summary: '$ref:$.info', message: {} } }`;
    const document = await parseSpec(specText(text));
    expect(document.operations[0]?.summary).toBe('$ref:$.info');
  });
});

function documentWith(asyncapi: string, parts: Readonly<Record<string, unknown>>): SpecText {
  return specText(JSON.stringify({ asyncapi, info: { title: 'T', version: '1' }, ...parts }, null, 1));
}

function orderIn(version: '2.6.0' | '3.0.0', schemaFormat: string, schema: unknown): SpecText {
  if (version === '2.6.0') {
    const message = { name: 'Order', schemaFormat, payload: schema };
    return documentWith(version, { channels: { '/orders': { publish: { message } } } });
  }
  return documentWith(version, {
    channels: { orders: { address: '/orders', messages: { Order: { payload: { schemaFormat, schema } } } } },
    operations: { onOrder: { action: 'receive', channel: { $ref: '#/channels/orders' } } },
  });
}
