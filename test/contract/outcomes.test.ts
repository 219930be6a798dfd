import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sampleOf } from '../support/samples.js';
import { describePairs } from './harness/describe-pairs.js';
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

describePairs('$name', harnesses, (harness) => {
  it('tells a handler which event it is, and by which nonce to find it again', async () => {
    const receiver = await start(harness);
    await receiver.send(signedRequest(body, { nonce: 'the-nonce' }));
    expect((await receiver.settled()).calls.map(({ context }) => context)).toMatchObject([
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
    expect(await handledBy(receiver)).toEqual(['CONTACT_CREATE']);
  });

  it('calls a handler once for ten of the same callback at once', async () => {
    const receiver = await start(harness);
    const request = signedRequest(body);
    const answers = await Promise.all(Array.from({ length: 10 }, () => receiver.send(request)));
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(200));
    expect(await handledBy(receiver)).toEqual(['CONTACT_CREATE']);
  });

  it('keeps the failure of a handler to itself', async () => {
    const receiver = await start(harness, { handler: failing(1) });
    const answer = await receiver.send(signedRequest(body));
    expect(`${answer.body} ${JSON.stringify(answer.headers)}`).not.toContain('database');
    expect((await receiver.settled()).log.join('\n')).toContain('no database');
  });

  it('logs once what no handler takes', async () => {
    const receiver = await start(harness);
    await receiver.send(signedRequest('{"brand_new":{}}', { nonce: 'the-nonce' }));
    const { log } = await receiver.settled();
    expect(log.filter((line) => line.includes('the-nonce'))).toHaveLength(1);
  });

  it('answers 200 when onUnknown fails', async () => {
    const receiver = await start(harness, { onUnknown: failing(1) });
    expect((await receiver.send(signedRequest('{"brand_new":{}}'))).status).toBe(200);
    expect(await reasonsOf(receiver)).toEqual(['unknown-event']);
  });
});

const answerAfter = harnesses.filter(({ inbox }) => inbox.answersAfterHandler);

describePairs('$name, which answers after the handler', answerAfter, (harness) => {
  it('answers 503 when a handler fails, and calls it again when the callback comes again', async () => {
    const receiver = await start(harness, { handler: failing(1) });
    const request = signedRequest(body);
    expect(await receiver.send(request)).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect((await receiver.send(request)).status).toBe(200);
    expect((await receiver.send(request)).status).toBe(200);
    expect(await handledBy(receiver)).toEqual(['CONTACT_CREATE', 'CONTACT_CREATE']);
  });

  it('answers 503 when a handler throws what has no text', async () => {
    const handler = () => Promise.reject(Object.create(null));
    const receiver = await start(harness, { handler });
    expect((await receiver.send(signedRequest(body))).status).toBe(503);
    expect((await receiver.settled()).log.join('\n')).toContain('event not taken');
  });
});

const answerBefore = harnesses.filter(({ inbox }) => !inbox.answersAfterHandler);

describePairs('$name, which answers before the handler', answerBefore, (harness) => {
  it('answers 200 when a handler fails, and calls it again until it does not, by itself', async () => {
    const receiver = await start(harness, { env: { RETRY_MAX_DELAY: '1' }, handler: failing(2) });
    const request = signedRequest(body);
    expect(await receiver.send(request)).toMatchObject({ status: 200, body: 'accepted' });
    expect(await handledBy(receiver)).toEqual(Array<string>(3).fill('CONTACT_CREATE'));
    expect(await receiver.send(request)).toMatchObject({ status: 200, body: 'duplicate' });
    const { calls } = await receiver.settled();
    expect(calls.map(({ context }) => context.attempt)).toEqual([1, 2, 3]);
  });

  it('answers before a handler has come to its end', async () => {
    let finish = (): void => {};
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const receiver = await start(harness, { handler: () => finished });
    expect((await receiver.send(signedRequest(body))).status).toBe(200);
    finish();
    expect(await handledBy(receiver)).toEqual(['CONTACT_CREATE']);
  });

  it('calls a handler again that throws what has no text', async () => {
    let runs = 0;
    const handler = async (): Promise<void> => {
      runs += 1;
      if (runs === 1) throw Object.create(null) as Error;
    };
    const receiver = await start(harness, { handler });
    expect((await receiver.send(signedRequest(body))).status).toBe(200);
    const { log } = await receiver.settled();
    expect(log.join('\n')).toContain('handler failed, trying again');
    expect(runs).toBe(2);
  });

  it.runIf(harness.inbox.keepsOrder)(
    'handles the events of one conversation one after the other',
    async () => {
      const seen: string[] = [];
      const receiver = await start(harness, {
        handler: async ({ event }) => {
          const { id } = (event as { message: { id: string } }).message;
          seen.push(`begin ${id}`);
          await wait(60);
          seen.push(`end ${id}`);
        },
      });
      const ids = ['a', 'b', 'c', 'd', 'e'];
      for (const id of ids) {
        await receiver.send(signedRequest(JSON.stringify({ message: { id, conversation_id: 'one' } })));
        // In Redis, two that come within a few milliseconds may change places.
        await wait(25);
      }
      await receiver.settled();
      expect(seen).toEqual(ids.flatMap((id) => [`begin ${id}`, `end ${id}`]));
    },
  );
});

describePairs('$name, where an event differs from the document', harnesses, (harness) => {
  it('with VALIDATION=report tells the handler', async () => {
    const receiver = await start(harness, { env: { VALIDATION: 'report' } });
    expect((await receiver.send(signedRequest(odd))).status).toBe(200);
    expect((await receiver.settled()).calls).toMatchObject([
      { handler: 'CONTACT_CREATE', context: { problems: [problem] } },
    ]);
    expect((await receiver.settled()).log.join('\n')).toContain('event differs from the document');
  });

  it('with VALIDATION=strict answers 200 and does not call the handler', async () => {
    const receiver = await start(harness, { env: { VALIDATION: 'strict' } });
    expect((await receiver.send(signedRequest(odd))).status).toBe(200);
    expect(await handledBy(receiver)).toEqual([]);
    expect((await receiver.settled()).unknown).toMatchObject([
      { reason: 'invalid', body: JSON.parse(odd), problems: [problem] },
    ]);
  });

  it('with VALIDATION=strict calls the handler of an event that does not', async () => {
    const receiver = await start(harness, { env: { VALIDATION: 'strict' } });
    await receiver.send(signedRequest(body));
    expect(await handledBy(receiver)).toEqual(['CONTACT_CREATE']);
    expect(await reasonsOf(receiver)).toEqual([]);
  });

  it('with VALIDATION=off does not look', async () => {
    const receiver = await start(harness, { env: { VALIDATION: 'off' } });
    expect((await receiver.send(signedRequest(odd))).status).toBe(200);
    expect((await receiver.settled()).calls).toMatchObject([
      { handler: 'CONTACT_CREATE', context: { problems: [] } },
    ]);
  });
});
