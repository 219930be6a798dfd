import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { HandlerContext } from '../../src/runtime/handle.js';
import { decodeQueuedEvent } from '../../src/runtime/sqs-message.js';
import { useAws } from '../support/aws.js';
import { eventOf, receiveBatch, sqsClient } from '../support/queue-worker.js';
import { contact, idOf, startQueuedReceiver } from '../support/queued-receiver.js';
import { postSigned } from '../support/test-receiver.js';

const aws = useAws();

describe('a batch of ten', () => {
  const ten = Array.from({ length: 10 }, (_, index) => `c${index}`);

  async function runTen(isPoison: (id: string) => boolean) {
    const environment = await aws().createEnvironment();
    const handled: string[] = [];
    const queued = await startQueuedReceiver({
      environment,
      handler: async (event) => {
        if (isPoison(idOf(event))) throw new Error('poison');
        handled.push(idOf(event));
      },
    });
    for (const id of ten) await postSigned(queued.receiver, contact(id));
    const messages = await receiveBatch(environment.QUEUE_URL);
    const { batchItemFailures } = await queued.handle(eventOf(messages));
    const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    const nameOf = (id: string): string =>
      idOf(
        JSON.parse(
          Buffer.from(
            decodeQueuedEvent(messages.find(({ MessageId }) => MessageId === id)?.Body ?? '')?.body ?? '',
          ).toString(),
        ),
      );
    return { failed: failed.map(nameOf).toSorted(), handled: handled.toSorted() };
  }

  it('returns exactly the three that are poison, and handles the others', async () => {
    const poison = ['c2', 'c5', 'c9'];
    const { failed, handled } = await runTen((id) => poison.includes(id));
    expect(failed).toEqual(poison);
    expect(handled).toEqual(ten.filter((id) => !poison.includes(id)));
  });

  it('returns all ten when all fail', async () => {
    const { failed, handled } = await runTen(() => true);
    expect(failed).toEqual(ten);
    expect(handled).toEqual([]);
  });

  it('returns none when none fails', async () => {
    const { failed, handled } = await runTen(() => false);
    expect(failed).toEqual([]);
    expect(handled).toEqual(ten);
  });

  it('handles all at a time', async () => {
    let running = 0;
    let most = 0;
    const queued = await startQueuedReceiver({
      environment: await aws().createEnvironment(),
      handler: async () => {
        most = Math.max(most, (running += 1));
        await sleep(300);
        running -= 1;
      },
    });
    for (const id of ten) await postSigned(queued.receiver, contact(id));
    expect(await queued.worker.runOnce()).toEqual({ batchItemFailures: [] });
    expect(most).toBe(10);
  });

  it('returns those that are not ended when the time of the function is up, with the others done', async () => {
    const queued = await startQueuedReceiver({
      environment: await aws().createEnvironment(),
      timeoutSeconds: 6,
      handler: async (event, { signal }) => {
        if (idOf(event) !== 'slow') return;
        await new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        );
      },
    });
    for (const id of ['a', 'slow', 'b']) await postSigned(queued.receiver, contact(id));
    const startedAt = performance.now();
    const result = await queued.worker.runOnce();
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(result?.batchItemFailures).toHaveLength(1);
    expect(queued.log.join('\n')).toContain('the receiver stops');
  });
});

describe('bodies', () => {
  it.each([
    ['of U+FFFF', Buffer.from('{"a":"\uffff\ufffe"}')],
    ['of control characters', Buffer.from(Array.from({ length: 0x20 }, (_, code) => code))],
    ['of invalid UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0x7d])],
    ['of any byte', Buffer.from(Array.from({ length: 0x100 }, (_, byte) => byte))],
    ['of 780,000 bytes', Buffer.alloc(780_000, 0xff)],
  ])('%s arrive byte for byte', async (_case, body) => {
    const queued = await startQueuedReceiver({ environment: await aws().createEnvironment() });
    expect(await postSigned(queued.receiver, body)).toBe(200);
    expect(await queued.worker.runOnce()).toEqual({ batchItemFailures: [] });
    expect(queued.unknown).toHaveLength(1);
    expect(Buffer.from(queued.unknown[0]?.bytes ?? []).equals(body)).toBe(true);
  });

  it('larger than a message are refused before they are taken', async () => {
    const queued = await startQueuedReceiver({ environment: await aws().createEnvironment() });
    const body = Buffer.alloc(780_001, 0x20);
    const headers = { 'content-type': 'application/json' };
    const readBody = (limit: number): Buffer | undefined => (body.byteLength > limit ? undefined : body);
    const request = { method: 'POST', path: '/webhooks/sinch', headers, readBody };
    expect((await queued.receiver.respond(request)).status).toBe(413);
  });
});

describe('a message that is no event of this receiver', () => {
  it('is returned with a line that names it, and the others are handled', async () => {
    const environment = await aws().createEnvironment();
    const queued = await startQueuedReceiver({ environment });
    const { MessageId: stray = '' } = await sqsClient().send(
      new SendMessageCommand({ QueueUrl: environment.QUEUE_URL, MessageBody: 'hello' }),
    );
    await postSigned(queued.receiver, contact('1'));
    const result = await queued.worker.runOnce();
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: stray }] });
    expect(queued.log.join('\n')).toContain(`"event":"${stray}"`);
    expect(queued.calls).toHaveLength(1);
  });
});

it('tells a handler the delivery, the event, the attempt and when it came in', async () => {
  const queued = await startQueuedReceiver({ environment: await aws().createEnvironment() });
  const before = Date.now();
  await postSigned(queued.receiver, contact('1'), { nonce: 'a-nonce' });
  const after = Date.now();
  await queued.worker.runOnce();
  const [context] = queued.calls as [HandlerContext];
  expect(context).toMatchObject({ trigger: 'CONTACT_CREATE', deliveryId: 'a-nonce', attempt: 1 });
  expect(context.eventId).toMatch(/^[0-9a-f-]{36}$/);
  expect(context.receivedAt.getTime()).toBeGreaterThanOrEqual(before);
  expect(context.receivedAt.getTime()).toBeLessThanOrEqual(after);
});
