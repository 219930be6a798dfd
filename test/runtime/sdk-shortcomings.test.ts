import { describe, expect, it } from 'vitest';
import type { WebhookRequest } from '../../src/runtime/http.js';
import { createVerifier, signatureHeaders, signedHeaders } from '../../src/runtime/signature.js';
import { sampleOf } from '../support/samples.js';
import { secret, signDelivery, unixNow } from '../support/signed-delivery.js';
import { createTestReceiver, optIn, postSigned } from '../support/test-receiver.js';

const body = '{"opt_in_notification":{"contact_id":"c"}}';

function requestWith(headers: Record<string, string>, bytes: Uint8Array | string = body): WebhookRequest {
  const signed = signDelivery(bytes);
  return {
    method: 'POST',
    path: '/webhooks/sinch',
    headers: { ...signed.headers, ...headers },
    readBody: () => signed.body,
  };
}

describe('what the official Node SDK lets through or fails on', () => {
  it('a foreign algorithm in its header is refused', async () => {
    const { receiver } = createTestReceiver();
    const request = requestWith({ [signatureHeaders.algorithm]: 'HmacSHA1' });
    expect((await receiver.respond(request)).status).toBe(401);
  });

  it('a signature of any age is refused', async () => {
    const { receiver } = createTestReceiver();
    const twoDaysAgo = unixNow() - 2 * 86_400;
    expect(await postSigned(receiver, body, { signedAt: twoDaysAgo })).toBe(401);
  });

  it('a replay does not reach the handler again', async () => {
    const { receiver, handled } = createTestReceiver();
    const request = requestWith({});
    expect((await receiver.respond(request)).status).toBe(200);
    expect((await receiver.respond(request)).status).toBe(200);
    expect(handled).toEqual(['OPT_IN']);
  });

  it('an empty secret is refused', () => {
    expect(() => createVerifier({ secrets: [''], maxAgeSeconds: 60 })).toThrow(RangeError);
  });

  it('the text "undefined", signed where a header is missing, is refused', async () => {
    const { receiver } = createTestReceiver();
    const bytes = Buffer.from(body);
    const { [signatureHeaders.nonce]: _nonce, ...withoutNonce } = signedHeaders(secret, {
      body: bytes,
      nonce: 'undefined',
      timestamp: String(unixNow()),
    });
    const headers = { 'content-type': 'application/json', ...withoutNonce };
    const readBody = (): Uint8Array => bytes;
    const request = { method: 'POST', path: '/webhooks/sinch', headers, readBody };
    expect((await receiver.respond(request)).status).toBe(401);
  });

  it.each([
    ['pretty-printed', '{\n  "opt_in_notification": {}\n}\n'],
    ['with a number that changes when it is written again', '{"opt_in_notification":{"n":1.0}}'],
    ['with an escape that changes', '{"opt_in_notification":{"n":"\\u00e9\\/"}}'],
    ['with a key twice', '{"opt_in_notification":{},"opt_in_notification":{"contact_id":"c"}}'],
  ])('a body %s verifies as the bytes it came in', async (_case, text) => {
    const { receiver, handled } = createTestReceiver();
    expect(await postSigned(receiver, text)).toBe(200);
    expect(handled).toEqual(['OPT_IN']);
  });

  it('an event that nobody knows is answered 200 and goes to onUnknown', async () => {
    const { receiver, unknown } = createTestReceiver();
    expect(await postSigned(receiver, '{"brand_new_event":{}}')).toBe(200);
    expect(unknown.map(({ reason }) => reason)).toEqual(['unknown-event']);
  });

  it.each([
    ['CONTACT_IDENTITIES_DUPLICATION', 'duplicated_contact_identities_notification'],
    ['BATCH_STATUS_UPDATE', 'batch_status_update_notification'],
  ])('%s reaches its handler', async (trigger, eventKey) => {
    const handled: string[] = [];
    const { receiver } = createTestReceiver({
      routes: [{ ...optIn, trigger, eventKey }],
      handlers: { [trigger]: async () => void handled.push(trigger) },
    });
    expect(await postSigned(receiver, sampleOf(trigger))).toBe(200);
    expect(handled).toEqual([trigger]);
  });
});
