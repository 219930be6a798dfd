import { expect, it } from 'vitest';
import { describePairs } from './harness/describe-pairs.js';
import { signedRequest } from './harness/request.js';
import { handledBy, reasonsOf, start } from './harness/start.js';
import { harnesses } from './harness/targets.js';

const notUtf8 = Buffer.concat([Buffer.from('{"message":{"id":"'), Buffer.of(0xff), Buffer.from('"}}')]);

/** An inbound message with a text, which may hold escapes of JSON. */
function messageWith(text: string): string {
  return `{"message":{"id":"m","contact_message":{"text_message":{"text":"${text}"}}}}`;
}

function nested(levels: number): string {
  return `{"message":${'{"a":'.repeat(levels - 2)}{}${'}'.repeat(levels - 2)}}`;
}

describePairs('$name', harnesses, (harness) => {
  it.each([
    ['unknown-event', 'an event it has no key of', '{"brand_new_notification":{}}'],
    ['unknown-event', 'an object without a key', '{}'],
    ['not-json', 'text that is not JSON', 'message=hello'],
    ['not-json', 'nothing at all', ''],
    ['not-an-object', 'a list', '[{"message":{}}]'],
    ['not-an-object', 'a word', '"message"'],
    ['too-deep', '65 levels', nested(65)],
    ['too-deep', 'so many levels that a stack overflows', nested(50_000)],
    ['forbidden-key', 'the key __proto__', '{"message":{"__proto__":{"admin":true}}}'],
    ['forbidden-key', 'the key __proto__ with an escape', '{"message":{"\\u005f_proto__":{}}}'],
    ['forbidden-key', 'the key __proto__ with another escape', '{"message":{"__\\u0070roto__":{}}}'],
  ])('answers 200 and reports %s for %s', async (reason, _case, body) => {
    const receiver = await start(harness);
    expect((await receiver.send(signedRequest(body))).status).toBe(200);
    expect(await reasonsOf(receiver)).toEqual([reason]);
    expect(await handledBy(receiver)).toEqual([]);
  });

  it('gives onUnknown the body and its bytes', async () => {
    const receiver = await start(harness);
    await receiver.send(signedRequest('{ "brand_new_notification": { "id": 1 } }'));
    expect((await receiver.settled()).unknown).toEqual([
      {
        reason: 'unknown-event',
        body: { brand_new_notification: { id: 1 } },
        bytes: Buffer.from('{ "brand_new_notification": { "id": 1 } }'),
        problems: [],
      },
    ]);
  });

  it('takes 64 levels', async () => {
    const receiver = await start(harness);
    await receiver.send(signedRequest(nested(64)));
    expect(await handledBy(receiver)).toEqual(['MESSAGE_INBOUND']);
  });

  it.each(['__proto__', '\\u005f_proto__', 'constructor', '日本語 🎉', '\\ud83d'])(
    'takes a message whose text is %s',
    async (text) => {
      const receiver = await start(harness);
      const body = messageWith(text);
      expect((await receiver.send(signedRequest(body))).status).toBe(200);
      expect((await receiver.settled()).calls.map(({ event }) => event)).toEqual([JSON.parse(body)]);
    },
  );

  it('leaves the prototype of objects alone', async () => {
    const receiver = await start(harness);
    await receiver.send(signedRequest('{"message":{"id":"m"},"__proto__":{"polluted":1}}'));
    expect('polluted' in {}).toBe(false);
    expect(await handledBy(receiver)).toEqual([]);
  });
});

const carryAnyBytes = harnesses.filter(({ carriesAnyBytes }) => carriesAnyBytes);

describePairs('$name, where any bytes can be sent', carryAnyBytes, (harness) => {
  it('answers 200 and reports not-utf8 for bytes that are not', async () => {
    const receiver = await start(harness);
    expect((await receiver.send(signedRequest(notUtf8))).status).toBe(200);
    expect(await reasonsOf(receiver)).toEqual(['not-utf8']);
    expect((await receiver.settled()).unknown[0]?.bytes).toEqual(notUtf8);
  });
});
