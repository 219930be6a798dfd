import { expect, it } from 'vitest';
import { sampleOf } from '../support/samples.js';
import { describePairs } from './harness/describe-pairs.js';
import { bareRequest, basePath, signedRequest, withHeader, type TestRequest } from './harness/request.js';
import { handledBy, start } from './harness/start.js';
import { harnesses } from './harness/targets.js';

const body = sampleOf('CONTACT_CREATE');

/** A signed event of exactly so many bytes; white space at its end makes up for the rest. */
function eventOfSize(bytes: number): TestRequest {
  return signedRequest(Buffer.concat([body, Buffer.alloc(bytes - body.byteLength, ' ')]));
}

describePairs('$name', harnesses, (harness) => {
  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('takes no %s', async (method) => {
    const receiver = await start(harness);
    for (const path of [basePath, `${basePath}/conversation/contact-create`]) {
      const answer = await receiver.send(bareRequest(method, path));
      expect(answer).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    }
    const signed = { ...signedRequest(body), method };
    expect((await receiver.send(signed)).status).toBe(405);
    expect((await receiver.settled()).calls).toEqual([]);
  });

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset=UTF-8',
    'application/json; charset="utf-8"',
    'application/json;',
    'application/json; version=1; charset=UTF8;',
  ])('takes the content type %s', async (type) => {
    const receiver = await start(harness);
    const request = withHeader(signedRequest(body), 'content-type', type);
    expect((await receiver.send(request)).status).toBe(200);
    expect(await handledBy(receiver)).toEqual(['CONTACT_CREATE']);
  });

  it.each([
    ['text/plain', ['text/plain']],
    ['a form', ['application/x-www-form-urlencoded']],
    ['UTF-16', ['application/json; charset=utf-16']],
    ['quotes that do not end', ['application/json; charset="utf-8']],
    ['something that begins like JSON', ['application/json-patch+json']],
    ['nothing readable', ['json']],
    ['none', []],
  ])('answers 415 to the content type of %s', async (_case, types) => {
    const receiver = await start(harness);
    const request = withHeader(signedRequest(body), 'content-type', ...types);
    expect((await receiver.send(request)).status).toBe(415);
    expect((await receiver.settled()).calls).toEqual([]);
  });

  it.each(['gzip', 'br', 'deflate', 'identity, gzip'])('answers 415 to the encoding %s', async (encoding) => {
    const receiver = await start(harness);
    const request = withHeader(signedRequest(body), 'content-encoding', encoding);
    expect((await receiver.send(request)).status).toBe(415);
    expect((await receiver.settled()).calls).toEqual([]);
  });

  it('takes the encoding identity, which is none', async () => {
    const receiver = await start(harness);
    const request = withHeader(signedRequest(body), 'content-encoding', 'identity');
    expect((await receiver.send(request)).status).toBe(200);
  });

  const { maxBodyBytes } = harness.inbox;

  it.each([{ isChunked: true }, { isChunked: false }])('takes the largest body: %j', async (framing) => {
    const receiver = await start(harness);
    expect((await receiver.send({ ...eventOfSize(maxBodyBytes), ...framing })).status).toBe(200);
    expect(await handledBy(receiver)).toEqual(['CONTACT_CREATE']);
  });

  it.each([{ isChunked: true }, { isChunked: false }])('answers 413 to a byte more: %j', async (framing) => {
    const receiver = await start(harness);
    expect((await receiver.send({ ...eventOfSize(maxBodyBytes + 1), ...framing })).status).toBe(413);
    expect((await receiver.settled()).calls).toEqual([]);
  });
});
