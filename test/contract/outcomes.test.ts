import { describe, expect, it } from 'vitest';
import { sampleOf } from '../support/samples.js';
import { signedRequest } from './harness/request.js';
import { handledBy, reasonsOf, start } from './harness/start.js';
import { harnesses } from './harness/targets.js';

const body = sampleOf('CONTACT_CREATE');

/** The schema has a text where this has a number. */
const odd = '{"app_id":"a","project_id":"p","contact_create_notification":{"contact":{"id":5}}}';
const problem = { path: 'contact_create_notification.contact.id', expected: 'string', found: 'number' };

/** A handler that fails as often as the test wants, and then does not. */
function failing(times: number): () => Promise<void> {
  let left = times;
  return async () => {
    left -= 1;
    if (left >= 0) throw new Error('no database');
  };
}

describe.each(harnesses)('$name', (harness) => {
  it('tells a handler which event it is, and by which nonce to find it again', async () => {
    const receiver = await start(harness);
    await receiver.send(signedRequest(body, { nonce: 'the-nonce' }));
    expect(receiver.calls.map(({ context }) => context)).toMatchObject([
      { trigger: 'CONTACT_CREATE', deliveryId: 'the-nonce', problems: [] },
    ]);
  });

  it('calls a handler once for the same callback twice, and for the same body under another nonce', async () => {
    const receiver = await start(harness);
    const request = signedRequest(body);
    const answers = [
      await receiver.send(request),
      await receiver.send(request),
      await receiver.send(signedRequest(body)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(handledBy(receiver)).toEqual(['CONTACT_CREATE']);
  });

  it('calls a handler once for ten of the same callback at once', async () => {
    const receiver = await start(harness);
    const request = signedRequest(body);
    const answers = await Promise.all(Array.from({ length: 10 }, () => receiver.send(request)));
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(200));
    expect(handledBy(receiver)).toEqual(['CONTACT_CREATE']);
  });

  it('answers 503 when a handler fails, and calls it again when the callback comes again', async () => {
    const receiver = await start(harness, { handler: failing(1) });
    const request = signedRequest(body);
    expect(await receiver.send(request)).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect((await receiver.send(request)).status).toBe(200);
    expect((await receiver.send(request)).status).toBe(200);
    expect(handledBy(receiver)).toEqual(['CONTACT_CREATE', 'CONTACT_CREATE']);
  });

  it('keeps the failure of a handler to itself', async () => {
    const receiver = await start(harness, { handler: failing(1) });
    const answer = await receiver.send(signedRequest(body));
    expect(`${answer.body} ${JSON.stringify(answer.headers)}`).not.toContain('database');
    expect(receiver.log.join('\n')).toContain('no database');
  });

  it('answers 503 when a handler throws what has no text', async () => {
    const handler = () => Promise.reject(Object.create(null));
    const receiver = await start(harness, { handler });
    expect((await receiver.send(signedRequest(body))).status).toBe(503);
    expect(receiver.log.join('\n')).toContain('event not taken');
  });

  it('logs once what no handler takes', async () => {
    const receiver = await start(harness);
    await receiver.send(signedRequest('{"brand_new":{}}'));
    expect(receiver.log).toHaveLength(1);
  });

  it('answers 200 when onUnknown fails', async () => {
    const receiver = await start(harness, { onUnknown: failing(1) });
    expect((await receiver.send(signedRequest('{"brand_new":{}}'))).status).toBe(200);
    expect(reasonsOf(receiver)).toEqual(['unknown-event']);
  });
});

describe.each(harnesses)('$name, where an event differs from the document', (harness) => {
  it('with VALIDATION=report tells the handler', async () => {
    const receiver = await start(harness, { env: { VALIDATION: 'report' } });
    expect((await receiver.send(signedRequest(odd))).status).toBe(200);
    expect(receiver.calls).toMatchObject([{ handler: 'CONTACT_CREATE', context: { problems: [problem] } }]);
    expect(receiver.log.join('\n')).toContain('event differs from the document');
  });

  it('with VALIDATION=strict answers 200 and does not call the handler', async () => {
    const receiver = await start(harness, { env: { VALIDATION: 'strict' } });
    expect((await receiver.send(signedRequest(odd))).status).toBe(200);
    expect(handledBy(receiver)).toEqual([]);
    expect(receiver.unknown).toMatchObject([
      { reason: 'invalid', body: JSON.parse(odd), problems: [problem] },
    ]);
  });

  it('with VALIDATION=strict calls the handler of an event that does not', async () => {
    const receiver = await start(harness, { env: { VALIDATION: 'strict' } });
    await receiver.send(signedRequest(body));
    expect(handledBy(receiver)).toEqual(['CONTACT_CREATE']);
    expect(reasonsOf(receiver)).toEqual([]);
  });

  it('with VALIDATION=off does not look', async () => {
    const receiver = await start(harness, { env: { VALIDATION: 'off' } });
    expect((await receiver.send(signedRequest(odd))).status).toBe(200);
    expect(receiver.calls).toMatchObject([{ handler: 'CONTACT_CREATE', context: { problems: [] } }]);
  });
});
