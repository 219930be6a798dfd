import { describe, expect, it } from 'vitest';
import { findEventKeys, listEvents, readIdentity } from '../../src/model/events.js';
import { specDocument, type MessageOnChannel } from './spec-document.js';

describe('the trigger of a message', () => {
  it.each([
    ['x-sinch-trigger', { address: '/a/b', trigger: 'MESSAGE_INBOUND' }, 'MESSAGE_INBOUND'],
    ['the last segment of the address', { address: '/conversation/contact-create' }, 'CONTACT_CREATE'],
    ['the last segment with words in it', { address: '/contact/{}/' }, 'CONTACT'],
    ['the address, when x-sinch-trigger is no text', { address: '/opt-in', trigger: 7 }, 'OPT_IN'],
    ['the address, when x-sinch-trigger has no words', { address: '/opt-in', trigger: '**' }, 'OPT_IN'],
    ['the name, when the address has no words', { address: '/', name: 'OptEvent' }, 'OPT_EVENT'],
    ['a letter first, for it names a property', { address: '/3d' }, 'N3D'],
    [
      'harmless, whatever the document says',
      { address: '/x', trigger: '"; process.exit() //' },
      'PROCESS_EXIT',
    ],
    ['EVENT, when there is nothing to go by', { address: '/' }, 'EVENT'],
  ] as const)('is %s', (_rule, message, trigger) => {
    expect(triggersOf(message)).toEqual([trigger]);
  });

  it('has the name of the message behind it where several share a channel', () => {
    expect(
      triggersOf({ address: '/orders', name: 'OrderCreated' }, { address: '/orders', id: 'OrderCancelled' }),
    ).toEqual(['ORDERS_ORDER_CREATED', 'ORDERS_ORDER_CANCELLED']);
  });

  it('is the whole address where channels end alike', () => {
    expect(triggersOf({ address: '/a/orders' }, { address: '/b/orders' })).toEqual(['A_ORDERS', 'B_ORDERS']);
  });

  it('ends in a hash of its place where nothing else tells two apart', () => {
    const triggers = triggersOf({ address: '/a', trigger: 'ORDER' }, { address: '/b', trigger: 'ORDER' });

    expect(triggers).toEqual([
      expect.stringMatching(/^ORDER_[0-9A-F]{6}$/),
      expect.stringMatching(/^ORDER_[0-9A-F]{6}$/),
    ]);
    expect(new Set(triggers).size).toBe(2);
  });

  it('follows the order of the document', () => {
    expect(triggersOf({ address: '/z' }, { address: '/a' }, { address: '/m' })).toEqual(['Z', 'A', 'M']);
  });
});

describe('the event key', () => {
  it('is the one the document names', () => {
    expect(
      eventKeysOf(
        { address: '/a', eventKey: 'message', payload: { required: ['other'] } },
        { address: '/b', eventKey: 'event' },
      ),
    ).toEqual({ A: 'message', B: 'event' });
  });

  it('is else the required property that no other event has', () => {
    expect(
      eventKeysOf(
        { address: '/a', payload: { required: ['app_id', 'message'] } },
        { address: '/b', payload: { required: ['app_id', 'event'] } },
      ),
    ).toEqual({ A: 'message', B: 'event' });
  });

  it('is unknown where required properties are shared, or not properties at all', () => {
    expect(
      eventKeysOf(
        { address: '/a', payload: { required: ['contact'] } },
        { address: '/b', payload: { required: ['contact'] } },
        { address: '/c', payload: { required: [7, null] } },
        { address: '/d', payload: { required: 'contact' } },
        { address: '/e', payload: true, eventKey: '' },
      ),
    ).toEqual({});
  });

  it('is the one on the wire for a trigger that Sinch has, whatever the document requires', () => {
    expect(
      eventKeysOf(
        { address: '/contact-create', payload: { required: ['contact'] } },
        { address: '/b', payload: { required: ['event'] } },
      ),
    ).toEqual({ CONTACT_CREATE: 'contact_create_notification', B: 'event' });
  });

  it('is never a property that every body has', () => {
    expect(
      eventKeysOf(
        { address: '/a', payload: { required: ['app_id', 'message'] } },
        { address: '/b', payload: { required: ['order'] } },
      ),
    ).toEqual({ A: 'message', B: 'order' });
  });

  it('is not guessed for the only event of a document', () => {
    expect(eventKeysOf({ address: '/a', payload: { required: ['id'] } })).toEqual({});
    expect(eventKeysOf({ address: '/a', eventKey: 'order' })).toEqual({ A: 'order' });
  });
});

describe('readIdentity', () => {
  it('reads paths, and the keys of an object', () => {
    const identity = [['message.id'], ['capability.id', { keysOf: 'capability.channels' }]];

    expect(readIdentity(identity)).toEqual(identity);
  });

  it.each([
    ['no list', 'message.id'],
    ['a list of no lists', ['message.id']],
    ['an empty alternative', [[]]],
    ['a part that is no text', [['message.id', 7]]],
    ['an empty part', [['']]],
    ['an object without keysOf', [[{ valuesOf: 'a' }]]],
    ['nothing', undefined],
  ])('leaves out %s', (_form, identity) => {
    expect(readIdentity(identity)).toEqual([]);
  });

  it('keeps the alternatives beside a malformed one', () => {
    expect(readIdentity([['message.id', null], ['message.id']])).toEqual([['message.id']]);
  });
});

const wire = {
  byTrigger: new Map([['CONTACT_CREATE', 'contact_create_notification']]),
  envelope: new Set(['app_id', 'project_id']),
};

function triggersOf(...messages: readonly MessageOnChannel[]): string[] {
  return listEvents(specDocument(...messages)).map(({ trigger }) => trigger);
}

function eventKeysOf(...messages: readonly MessageOnChannel[]): Record<string, string> {
  return Object.fromEntries(findEventKeys(listEvents(specDocument(...messages)), wire));
}
