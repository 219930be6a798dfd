import { expect, it } from 'vitest';
import { buildModel } from '../../src/model/build.js';
import { compareWithWire } from '../../src/model/wire-differences.js';
import { specDocument } from './spec-document.js';

const text = { type: 'string' };
const event = { address: '/conversation/message-delivery', eventKey: 'message_delivery_report' };
const typeDifference = { trigger: 'MESSAGE_DELIVERY', kind: 'type' };
const reason = object({ code: text });
const report = object({ reason, channels: { type: 'array', items: object({ name: text }) } });
const wire = modelOf({ message_delivery_report: report, status: { enum: ['A'] } });

it('finds nothing where a document says the same', () => {
  expect(compareWithWire(wire, wire)).toEqual([]);
});

it('finds nothing where a document says less, or more', () => {
  const less = modelOf({ message_delivery_report: object({ other: text }), status: {} });

  expect(compareWithWire(less, wire)).toEqual([]);
});

it('names an event that the document does not have', () => {
  const both = buildModel(specDocument({ ...event }, { address: '/opt-in' }));

  expect(compareWithWire(buildModel(specDocument({ address: '/opt-in' })), both)).toEqual([
    {
      trigger: 'MESSAGE_DELIVERY',
      kind: 'missing-event',
      message: 'Sinch sends this event; the document does not have it.',
    },
  ]);
});

it('finds nothing in a document that has no event of the wire', () => {
  expect(compareWithWire({ events: [] }, wire)).toEqual([]);
  expect(compareWithWire(buildModel(specDocument({ address: '/order-paid' })), wire)).toEqual([]);
});

it('names the key under which the event really is', () => {
  const document = modelOf({ report });

  expect(compareWithWire(document, wire)).toMatchObject([
    { kind: 'event-key', message: expect.stringContaining('under message_delivery_report') },
  ]);
});

it('names a field of another type, at any depth', () => {
  const document = modelOf({
    message_delivery_report: object({
      reason: text,
      channels: { type: 'array', items: object({ name: { type: 'integer' } }) },
    }),
  });

  expect(compareWithWire(document, wire)).toEqual([
    { ...typeDifference, message: expect.stringMatching(/report\.reason is object .* says string/) },
    { ...typeDifference, message: expect.stringMatching(/channels\.0\.name is string .* says integer/) },
  ]);
});

it('ends on a schema that contains itself', () => {
  const node: Record<string, unknown> = { 'x-parser-schema-id': 'Node', type: 'object' };
  node['properties'] = { message_delivery_report: node };
  const recursive = buildModel(specDocument({ ...event, payload: node }));

  expect(compareWithWire(recursive, recursive)).toEqual([]);
});

function modelOf(properties: Readonly<Record<string, unknown>>) {
  return buildModel(specDocument({ ...event, payload: object(properties) }));
}

function object(properties: Readonly<Record<string, unknown>>): object {
  return { type: 'object', properties };
}
