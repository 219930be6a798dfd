import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { SpecDocument } from '../../src/spec/document.js';
import { loadSpec } from '../../src/spec/load.js';
import { parseSpec } from '../../src/spec/parse.js';
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

  it('explains what receiving means when nothing is received', async () => {
    const text = `asyncapi: 2.6.0
info: { title: T, version: '1' }
channels:
  /a: { subscribe: { message: { payload: { type: string } } } }`;
    const failure = await failureOf(() => parseSpec(specText(text)));
    expect(failure.code).toBe('SPEC_NO_RECEIVE');
    expect(failure.help).toContain('"action: receive"');
    expect(failure.help).toContain('"publish"');
  });

  it.each([
    [
      'AsyncAPI 2',
      `asyncapi: 2.6.0
info: { title: T, version: '1' }
channels:
  /a:
    publish:
      message:
        name: Order
        schemaFormat: application/vnd.apache.avro;version=1.9.0
        payload: { type: record, name: Order, fields: [] }`,
      '8:23',
    ],
    [
      'AsyncAPI 3',
      `asyncapi: 3.0.0
info: { title: T, version: '1' }
channels:
  orders:
    messages:
      Order:
        payload:
          schemaFormat: application/vnd.apache.avro;version=1.9.0
          schema: { type: record, name: Order, fields: [] }
operations:
  receiveOrder: { action: receive, channel: { $ref: '#/channels/orders' } }`,
      '8:25',
    ],
  ])('refuses a payload in Avro, in %s', async (_version, text, place) => {
    const failure = await failureOf(() => parseSpec(specText(text)));
    expect(failure.code).toBe('SPEC_UNSUPPORTED_SCHEMA');
    expect(failure.message).toBe(
      `sinch.yaml:${place} The payload of message Order is described in application/vnd.apache.avro;version=1.9.0.`,
    );
    expect(failure.help).toContain('JSON Schema');
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
