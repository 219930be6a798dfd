import { describe, expect, it } from 'vitest';
import { laneOf } from '../../src/runtime/lane.js';
import type { Route } from '../../src/runtime/recognition.js';

const route: Route = {
  trigger: 'MESSAGE_DELIVERY',
  eventKey: 'report',
  address: '/report',
  operationId: undefined,
  identity: [],
};

const lane = (report: unknown, appId: unknown = 'app'): string | undefined =>
  laneOf({ kind: 'event', route, event: { app_id: appId, report } });

describe('the lane of an event', () => {
  it('is its conversation', () => {
    const first = lane({ conversation_id: 'c', contact_id: 'one', message_id: 'm1' });
    expect(first).toBe(lane({ conversation_id: 'c', contact_id: 'one', message_id: 'm2' }));
    expect(first).toBe(lane({ conversation: { id: 'c' } }));
    expect(first).not.toBe(lane({ conversation_id: 'd' }));
  });

  it('is, without a conversation, the identity on the channel, then the contact, then the message', () => {
    const identity = lane({ conversation_id: '', channel_identity: { identity: '1' }, message_id: 'm' });
    expect(identity).toBe(lane({ channel_identity: { identity: '1' }, message_id: 'n' }));
    expect(lane({ contact_id: 'one', message_id: 'm' })).toBe(lane({ contact: { id: 'one' } }));
    expect(lane({ contact_id: '', message_id: 'm' })).toBe(lane({ message_id: 'm' }));
  });

  it('is never shared by two kinds of name, nor by two apps', () => {
    const lanes = [
      lane({ conversation_id: 'x' }),
      lane({ contact_id: 'x' }),
      lane({ message_id: 'x' }),
      lane({ channel_identity: { identity: 'x' } }),
      lane({ conversation_id: 'x' }, 'other'),
    ];
    expect(new Set(lanes).size).toBe(lanes.length);
  });

  it.each([[{}], ['text'], [null], [{ conversation_id: 5 }], [{ conversation: ['c'] }]])(
    'is none for %j',
    (report) => {
      expect(lane(report)).toBeUndefined();
    },
  );

  it('is there for an event that breaks its schema too', () => {
    const body = { app_id: 'app', report: { conversation_id: 'c' } };
    expect(laneOf({ kind: 'unknown', reason: 'invalid', body, route })).toBe(lane({ conversation_id: 'c' }));
  });

  it('is none for an event that is not known', () => {
    expect(laneOf({ kind: 'unknown', reason: 'unknown-event', body: {} })).toBeUndefined();
    expect(laneOf({ kind: 'event', route: { ...route, eventKey: undefined }, event: {} })).toBeUndefined();
  });
});
