import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeQueuedEvent,
  encodeQueuedEvent,
  identityKey,
  maxQueuedBodyBytes,
  type QueuedEvent,
} from '../../src/runtime/sqs-message.js';
import { propertyRuns } from '../support/property-runs.js';

const event: QueuedEvent = {
  deliveryId: 'nonce-1',
  receivedAt: 1_700_000_000_123,
  path: '/webhooks/sinch',
  trigger: 'OPT_IN',
  identity: identityKey('event:["OPT_IN","app",0,["1"]]'),
  body: Buffer.from('{"opt_in_notification":{}}'),
};

describe('an event in a queue', () => {
  it('comes back with every byte of its body', () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(bytes, (body) => {
        const decoded = decodeQueuedEvent(encodeQueuedEvent({ ...event, body }));
        expect(decoded).toEqual({ ...event, body: Buffer.from(body) });
      }),
      { numRuns: propertyRuns / 10 },
    );
  });

  it('has nothing but characters that XML has, whatever its body', () => {
    const body = Buffer.from('\u0000\u0001\u001f\uffff\ud800 \u{1f600}');
    expect(encodeQueuedEvent({ ...event, body })).toMatch(/^[\x20-\x7e]+$/);
  });

  it('is smaller than SQS takes, with the largest body and the longest nonce', () => {
    const text = encodeQueuedEvent({
      ...event,
      deliveryId: 'n'.repeat(128),
      path: `/${'p'.repeat(1000)}`,
      trigger: 'T'.repeat(200),
      reason: 'forbidden-key',
      body: Buffer.alloc(maxQueuedBodyBytes),
    });
    expect(Buffer.byteLength(text)).toBeLessThan(1_048_576);
  });

  it('says why it was in quarantine', () => {
    const quarantined: QueuedEvent = { ...event, reason: 'not-json' };
    expect(decodeQueuedEvent(encodeQueuedEvent(quarantined))).toEqual(quarantined);
  });

  it('does not hold what a contact said to be told from others', () => {
    const said = 'a secret that somebody wrote'.repeat(10_000);
    expect(identityKey(`event:${said}`)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});

describe('a message that is not ours', () => {
  const fields = JSON.parse(encodeQueuedEvent(event)) as Record<string, unknown>;

  it.each([
    ['no JSON', '{'],
    ['empty', ''],
    ['no object', '[]'],
    ['null', 'null'],
    ['of another version', JSON.stringify({ ...fields, v: 2 })],
    ['without a version', JSON.stringify({ ...fields, v: undefined })],
    ['without a body', JSON.stringify({ ...fields, body: undefined })],
    ['with a body that is no base64', JSON.stringify({ ...fields, body: 'no base64!' })],
    ['without an identity', JSON.stringify({ ...fields, identity: '' })],
    ['with a time that is none', JSON.stringify({ ...fields, receivedAt: 9e15 })],
    ['with a time that is text', JSON.stringify({ ...fields, receivedAt: 'now' })],
    ['with a path that is none', JSON.stringify({ ...fields, path: 5 })],
  ])('is known as such: %s', (_case, text) => {
    expect(decodeQueuedEvent(text)).toBeUndefined();
  });
});
