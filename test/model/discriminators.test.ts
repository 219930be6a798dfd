import { describe, expect, it } from 'vitest';
import { findDiscriminators } from '../../src/model/discriminators.js';
import { listEvents } from '../../src/model/list-events.js';
import { specDocument, type MessageOnChannel } from './spec-document.js';

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

  it('is not guessed where a tag tells the event', () => {
    const payload = (type: string) => ({ required: ['type', type], properties: { type: { const: type } } });
    const messages = [
      { address: '/a', payload: payload('a') },
      { address: '/b', payload: payload('b') },
    ];
    expect(eventKeysOf(...messages)).toEqual({});
    expect(eventKeysOf(...messages, { address: '/c', payload: { required: ['c'] } })).toEqual({ C: 'c' });
  });

  it('is not guessed for the only event of a document', () => {
    expect(eventKeysOf({ address: '/a', payload: { required: ['id'] } })).toEqual({});
    expect(eventKeysOf({ address: '/a', eventKey: 'order' })).toEqual({ A: 'order' });
  });
});

const wire = {
  byTrigger: new Map([['CONTACT_CREATE', 'contact_create_notification']]),
  envelope: new Set(['app_id', 'project_id']),
};

function eventKeysOf(...messages: readonly MessageOnChannel[]): Record<string, string> {
  return Object.fromEntries(findDiscriminators(listEvents(specDocument(...messages)), wire).eventKeys);
}
