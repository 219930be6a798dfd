import { describe, expect, it } from 'vitest';
import { buildModel } from '../../src/model/build.js';
import { listEvents } from '../../src/model/list-events.js';
import { findUnusedExtensions } from '../../src/model/unused-extensions.js';
import { readTree } from '../../src/spec/syntax.js';
import { specText } from '../spec/spec-text.js';
import { type MessageOnChannel, specDocument } from './spec-document.js';

const text = { type: 'string' };
const payload = {
  type: 'object',
  properties: {
    order: { type: 'object', properties: { id: text, labels: { type: 'object' }, free: {} } },
    either: {
      oneOf: [
        { type: 'object', properties: { a: text } },
        { type: 'object', properties: { b: text } },
      ],
    },
  },
};

function found(...messages: readonly Partial<MessageOnChannel>[]): string[] {
  const document = specDocument(...messages.map((message) => ({ address: '/orders', payload, ...message })));
  const tree = readTree(specText('asyncapi: 3.0.0'));
  return findUnusedExtensions(listEvents(document), { model: buildModel(document), tree }).map(
    ({ message }) => message,
  );
}

describe('the entries of a message that are for a receiver', () => {
  it('are not remarked on where they are used as they stand', () => {
    const identity = [
      ['order.id'],
      ['order.free.x.y', { keysOf: 'order.labels' }],
      ['either.b', 'order.labels.x'],
    ];

    expect(found({ trigger: 'ORDER_PAID', eventKey: 'order', identity })).toEqual([]);
    expect(found({})).toEqual([]);
    expect(found({ payload: {}, eventKey: 'anything', identity: [['a.b']] })).toEqual([]);
  });

  it.each<[string, Partial<MessageOnChannel>, RegExp]>([
    ['a trigger of other characters', { trigger: 'order paid!' }, /called ORDER_PAID and not "order paid!"/],
    ['a trigger that is no text', { trigger: 5 }, /called ORDERS and not 5/],
    ['a key that is no text', { eventKey: 5 }, /no text/],
    ['a key that the payload does not have', { eventKey: 'oder' }, /no property "oder"/],
    ['an identity that is text', { identity: 'order.id' }, /not a list of lists/],
    ['an identity of which one is text', { identity: [['order.id'], 'order.id'] }, /not a list of lists/],
    [
      'a path that leads nowhere',
      { identity: [['order.id'], ['order.paid_at']] },
      /nothing at "order.paid_at"/,
    ],
    ['a path through a text', { identity: [['order.id.x']] }, /nothing at "order.id.x"/],
  ])('are remarked on: %s', (_what, message, expected) => {
    expect(found(message)).toEqual([expect.stringMatching(expected)]);
  });

  it('are remarked on where two messages have one trigger', () => {
    expect(found({ name: 'A', trigger: 'ORDER' }, { name: 'B', trigger: 'ORDER' })).toEqual([
      expect.stringContaining('called ORDER_A and not "ORDER"'),
      expect.stringContaining('called ORDER_B and not "ORDER"'),
    ]);
  });
});
