import { describe, expect, it } from 'vitest';
import { listEvents } from '../../src/model/list-events.js';
import { specDocument, type MessageOnChannel } from './spec-document.js';

describe('the trigger of a message', () => {
  it.each([
    ['x-sinch-trigger', { address: '/a/b', trigger: 'MESSAGE_INBOUND' }, 'MESSAGE_INBOUND'],
    ['the last segment of the address', { address: '/conversation/contact-create' }, 'CONTACT_CREATE'],
    ['the last segment with words in it', { address: '/contact/{}/' }, 'CONTACT'],
    ['the last segment without a parameter', { address: '/light/measured/{lightId}' }, 'MEASURED'],
    ['of the path where the address is a URL', { address: 'https://example.com/', id: 'paid' }, 'PAID'],
    [
      'the name of the message, when every segment has a parameter',
      { address: 'city.light.{id}.on', name: 'lightOn', id: 'x' },
      'LIGHT_ON',
    ],
    ['its id, when it has no name', { address: '/', id: 'ping' }, 'PING'],
    ['its operation’s, when it has neither', { address: '{queue}', operationId: 'onSum' }, 'ON_SUM'],
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

  it('is the name of the message alone where that has the channel’s in it', () => {
    expect(
      triggersOf(
        { address: '/sms/report', name: 'report_sms' },
        { address: '/sms/report', name: 'mms_report_late' },
      ),
    ).toEqual(['REPORT_SMS', 'MMS_REPORT_LATE']);
  });

  it('is the whole address where channels end alike', () => {
    expect(triggersOf({ address: '/a/orders' }, { address: '/b/orders' })).toEqual(['A_ORDERS', 'B_ORDERS']);
  });

  it('differs for each of thousands on one channel, of which a repeated one is one event', () => {
    const { operations } = specDocument(
      ...Array.from({ length: 5_000 }, (_, index) => ({ address: '/orders', name: `Changed${index}` })),
    );
    const [operation] = operations;
    const messages = operation?.messages ?? [];
    const repeated = operations.map((one) => ({ ...one, messages: [...messages, ...messages] }));

    const events = listEvents({ operations: repeated });
    expect(events.map(({ message }) => message)).toEqual(messages);
    expect(new Set(events.map(({ trigger }) => trigger))).toHaveProperty('size', 5_000);
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

function triggersOf(...messages: readonly MessageOnChannel[]): string[] {
  return listEvents(specDocument(...messages)).map(({ trigger }) => trigger);
}
