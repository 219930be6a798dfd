import { describe, expect, it } from 'vitest';
import { describePairs } from './harness/describe-pairs.js';
import { signatureHeaders } from '../../src/runtime/signature.js';
import { sampleOf } from '../support/samples.js';
import { secret, unixNow } from '../support/signed-delivery.js';
import { headerOf, signedRequest, withHeader, type TestRequest } from './harness/request.js';
import { handledBy, start } from './harness/start.js';
import { harnesses, type Running } from './harness/targets.js';

const body = sampleOf('CONTACT_CREATE');

/** Sends a request, and expects 401 with nothing told to any handler. */
async function expectRefused(receiver: Running, request: TestRequest): Promise<void> {
  expect((await receiver.send(request)).status).toBe(401);
  expect((await receiver.settled()).calls).toEqual([]);
  expect((await receiver.settled()).unknown).toEqual([]);
}

describePairs('$name', harnesses, (harness) => {
  it.each([secret, 'the-next-secret'])('takes what is signed with any of its secrets: %s', async (used) => {
    const receiver = await start(harness, { env: { SINCH_WEBHOOK_SECRET: `${secret}, the-next-secret` } });
    expect((await receiver.send(signedRequest(body, { secret: used }))).status).toBe(200);
    expect(await handledBy(receiver)).toEqual(['CONTACT_CREATE']);
  });

  it('takes an event that was signed almost a day ago, as a retry may be', async () => {
    const receiver = await start(harness);
    const request = signedRequest(body, { signedAt: unixNow() - 86_000 });
    expect((await receiver.send(request)).status).toBe(200);
  });

  it.each([
    ['another secret', { secret: 'not-the-secret' }],
    ['a time longer ago than a day', { signedAt: unixNow() - 86_500 }],
    ['a time more than five minutes ahead', { signedAt: unixNow() + 400 }],
    ['a nonce with a dot in it', { nonce: 'a.b' }],
  ])('refuses what was signed with %s', async (_case, signing) => {
    await expectRefused(await start(harness), signedRequest(body, signing));
  });

  it('refuses a body of which one byte has changed', async () => {
    const request = signedRequest(body);
    const changed = Buffer.from(request.body);
    changed[10] = 0x58;
    await expectRefused(await start(harness), { ...request, body: changed });
  });

  it('refuses a body that has been written anew', async () => {
    const minified = Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))));
    await expectRefused(await start(harness), { ...signedRequest(body), body: minified });
  });

  it('refuses another age than SIGNATURE_MAX_AGE allows', async () => {
    const receiver = await start(harness, { env: { SIGNATURE_MAX_AGE: '60' } });
    await expectRefused(receiver, signedRequest(body, { signedAt: unixNow() - 120 }));
  });

  describe.each(Object.values(signatureHeaders))('refuses the header %s', (name) => {
    it('when it is missing', async () => {
      await expectRefused(await start(harness), withHeader(signedRequest(body), name));
    });

    it('when it is empty', async () => {
      await expectRefused(await start(harness), withHeader(signedRequest(body), name, ''));
    });

    it('when it has another value', async () => {
      await expectRefused(await start(harness), withHeader(signedRequest(body), name, 'HmacSHA1'));
    });

    it('when another value comes after the right one', async () => {
      const request = signedRequest(body);
      const doubled = withHeader(request, name, headerOf(request, name), 'HmacSHA1');
      await expectRefused(await start(harness), doubled);
    });
  });

  it('answers a forgery alike, whatever is wrong with it', async () => {
    const receiver = await start(harness);
    const answers = [
      await receiver.send(withHeader(signedRequest(body), signatureHeaders.nonce)),
      await receiver.send(signedRequest(body, { secret: 'not-the-secret' })),
      await receiver.send(signedRequest(body, { signedAt: 1 })),
    ];
    expect(answers.map((answer) => answer.body)).toEqual(Array<string>(3).fill('signature refused'));
  });
});

const showDoubled = harnesses.filter(({ showsDoubledHeaders }) => showsDoubledHeaders);

describePairs('$name, where a header sent twice can be seen', showDoubled, (harness) => {
  it.each(Object.values(signatureHeaders))('refuses %s twice with the right value', async (name) => {
    const request = signedRequest(body);
    const value = headerOf(request, name);
    await expectRefused(await start(harness), withHeader(request, name, value, value));
  });

  it.each(Object.values(signatureHeaders))('refuses %s with another value before it', async (name) => {
    const request = signedRequest(body);
    const doubled = withHeader(request, name, 'HmacSHA1', headerOf(request, name));
    await expectRefused(await start(harness), doubled);
  });
});
