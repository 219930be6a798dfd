import type { SpecText } from '../../../src/spec/document.js';

/** The fields of each event, by the event's name, each with a type of JSON Schema. */
export type Events = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a shop tells of an order, as the project was generated from it. */
export const before: Events = {
  'order-placed': { id: 'string' },
  'order-cancelled': { id: 'string' },
  'order-returned': { id: 'string' },
};

/** The document a year later: a field has come, an event too, and two are gone. */
export const after: Events = {
  'order-placed': { id: 'string', total: 'integer' },
  'order-shipped': { id: 'string' },
};

/** An AsyncAPI document with one channel for each event. A URL is recorded alike in every folder. */
export function documentOf(events: Events): SpecText {
  const names = Object.keys(events);
  const document = {
    asyncapi: '3.0.0',
    info: { title: 'Orders', version: '1.0.0' },
    channels: Object.fromEntries(names.map((name) => [name, channelOf(name, events[name] ?? {})])),
    operations: Object.fromEntries(
      names.map((name) => [name, { action: 'receive', channel: { $ref: `#/channels/${name}` } }]),
    ),
  };
  const location = 'https://shop.example/orders.json';
  return { source: { kind: 'url', location }, name: location, text: JSON.stringify(document) };
}

function channelOf(name: string, fields: Readonly<Record<string, string>>) {
  const key = name.replaceAll('-', '_');
  const properties = Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, { type }]));
  return {
    address: `/orders/${name}`,
    messages: {
      [name]: {
        name,
        payload: { type: 'object', required: [key], properties: { [key]: { type: 'object', properties } } },
      },
    },
  };
}
