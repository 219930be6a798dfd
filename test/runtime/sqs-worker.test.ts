import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDynamoDbIdentities } from '../../src/runtime/dynamodb-identities.js';
import type { HandlerContext } from '../../src/runtime/handle.js';
import { decodeQueuedEvent } from '../../src/runtime/sqs-message.js';
import { startAws, type Aws } from '../support/aws.js';
import { eventOf, receiveBatch } from '../support/queue-worker.js';
import { startQueuedReceiver } from '../support/queued-receiver.js';
import { postSigned } from '../support/test-receiver.js';

let aws: Aws;
let client: SQSClient;

beforeAll(async () => {
  aws = await startAws();
  client = new SQSClient({});
});

afterEach(() => {
  aws.sqsProxy.fault = () => undefined;
  aws.dynamoDbProxy.fault = () => undefined;
});

afterAll(async () => {
  client.destroy();
  await aws.stop();
});

const contact = (id: string): string =>
  JSON.stringify({ app_id: 'app', contact_create_notification: { contact: { id } } });

const idOf = (event: unknown): string =>
  (event as { contact_create_notification: { contact: { id: string } } }).contact_create_notification.contact
    .id;

async function countOf(queueUrl: string): Promise<number> {
  const command = new GetQueueAttributesCommand({
    QueueUrl: queueUrl,
    AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
  });
  const { Attributes: attributes = {} } = await client.send(command);
  return Object.values(attributes).reduce((sum, count) => sum + Number(count), 0);
}

describe('a batch of ten', () => {
  const ten = Array.from({ length: 10 }, (_, index) => `c${index}`);

  async function runTen(isPoison: (id: string) => boolean) {
    const environment = await aws.createEnvironment();
    const handled: string[] = [];
    const queued = await startQueuedReceiver({
      environment,
      handler: async (event) => {
        if (isPoison(idOf(event))) throw new Error('poison');
        handled.push(idOf(event));
      },
    });
    for (const id of ten) await postSigned(queued.receiver, contact(id));
    const messages = await receiveBatch(client, environment.QUEUE_URL);
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
      environment: await aws.createEnvironment(),
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
      environment: await aws.createEnvironment(),
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
    const queued = await startQueuedReceiver({ environment: await aws.createEnvironment() });
    expect(await postSigned(queued.receiver, body)).toBe(200);
    expect(await queued.worker.runOnce()).toEqual({ batchItemFailures: [] });
    expect(queued.unknown).toHaveLength(1);
    expect(Buffer.from(queued.unknown[0]?.bytes ?? []).equals(body)).toBe(true);
  });

  it('larger than a message are refused before they are taken', async () => {
    const queued = await startQueuedReceiver({ environment: await aws.createEnvironment() });
    const body = Buffer.alloc(780_001, 0x20);
    const headers = { 'content-type': 'application/json' };
    const readBody = (limit: number): Buffer | undefined => (body.byteLength > limit ? undefined : body);
    const request = { method: 'POST', path: '/webhooks/sinch', headers, readBody };
    expect((await queued.receiver.respond(request)).status).toBe(413);
  });
});

describe('an event that comes again', () => {
  it('is answered as a duplicate and not sent once it was handled', async () => {
    const environment = await aws.createEnvironment();
    const { receiver, worker, calls, log } = await startQueuedReceiver({ environment });
    await postSigned(receiver, contact('1'));
    await worker.runOnce();
    expect(await postSigned(receiver, contact('1'))).toBe(200);
    expect(log.at(-1)).toContain('duplicate acknowledged');
    expect(await countOf(environment.QUEUE_URL)).toBe(0);
    expect(calls).toHaveLength(1);
  });

  it('ten times before it was handled, in one batch, runs its handler once', async () => {
    const environment = await aws.createEnvironment();
    const { receiver, worker, calls } = await startQueuedReceiver({ environment, handler: () => sleep(200) });
    await Promise.all(Array.from({ length: 10 }, () => postSigned(receiver, contact('1'))));
    expect(await countOf(environment.QUEUE_URL)).toBe(10);
    expect((await worker.runOnce())?.batchItemFailures).toHaveLength(9);
    expect(calls).toHaveLength(1);
  });

  it('in five workers at a time runs its handler once', async () => {
    const environment = await aws.createEnvironment();
    const workers = await Promise.all(
      Array.from({ length: 5 }, () => startQueuedReceiver({ environment, handler: () => sleep(200) })),
    );
    await postSigned(workers[0]!.receiver, contact('1'));
    const event = eventOf(await receiveBatch(client, environment.QUEUE_URL));
    const results = await Promise.all(workers.map(({ handle }) => handle(event)));
    expect(workers.flatMap(({ calls }) => calls)).toHaveLength(1);
    expect(results.filter(({ batchItemFailures }) => batchItemFailures.length === 1)).toHaveLength(4);
    // Once it was handled, the others find that out.
    const later = await Promise.all(workers.map(({ handle }) => handle(event)));
    expect(later.flatMap(({ batchItemFailures }) => batchItemFailures)).toEqual([]);
    expect(workers.flatMap(({ calls }) => calls)).toHaveLength(1);
  });

  it('while another handles it comes back when the lease of that one ends', async () => {
    const environment = await aws.createEnvironment();
    const first = await startQueuedReceiver({ environment, handler: () => sleep(300) });
    const other = await startQueuedReceiver({ environment });
    await postSigned(first.receiver, contact('1'));
    const event = eventOf(await receiveBatch(client, environment.QUEUE_URL));
    const running = first.handle(event);
    await vi.waitFor(() => expect(first.calls).toHaveLength(1));
    aws.sqsProxy.calls.length = 0;
    expect((await other.handle(event)).batchItemFailures).toHaveLength(1);
    expect(aws.sqsProxy.calls).toEqual(['ChangeMessageVisibility']);
    expect(other.calls).toHaveLength(0);
    expect(await running).toEqual({ batchItemFailures: [] });
  });

  it('after the worker died midway is handled again, once the lease has run out', async () => {
    const environment = await aws.createEnvironment();
    const { receiver, handle, calls } = await startQueuedReceiver({ environment });
    await postSigned(receiver, contact('1'));
    const messages = await receiveBatch(client, environment.QUEUE_URL);
    const key = decodeQueuedEvent(messages[0]?.Body ?? '')?.identity ?? '';
    // It claimed the event, and nothing was ever heard of it again.
    const dead = createDynamoDbIdentities({ table: environment.IDENTITY_TABLE, retentionDays: 7 });
    const leaseEndsAt = Date.now() + 700;
    await dead.claim({ key, leaseEndsAt, fromQuarantine: false });
    expect((await handle(eventOf(messages))).batchItemFailures).toHaveLength(1);
    await sleep(800);
    expect(await handle(eventOf(messages))).toEqual({ batchItemFailures: [] });
    expect(calls).toHaveLength(1);
  });
});

describe('an event whose handler fails', () => {
  it('is given free and handled again, with the count of the queue', async () => {
    const environment = await aws.createEnvironment();
    const queued = await startQueuedReceiver({
      environment,
      env: { RETRY_MIN_DELAY: '1', RETRY_MAX_DELAY: '1' },
      handler: async (_event, { attempt }) => {
        if (attempt < 3) throw new Error('not yet');
      },
    });
    await postSigned(queued.receiver, contact('1'));
    queued.worker.start();
    await vi.waitFor(async () => expect(await countOf(environment.QUEUE_URL)).toBe(0), { timeout: 10_000 });
    expect(queued.calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  it('too often ends as a dead letter, from where it can be handled after all', async () => {
    const environment = await aws.createEnvironment({ maxReceiveCount: 2 });
    let isBroken = true;
    const queued = await startQueuedReceiver({
      environment,
      env: { RETRY_ATTEMPTS: '2', RETRY_MAX_DELAY: '1' },
      handler: async () => {
        if (isBroken) throw new Error('no database');
      },
    });
    await postSigned(queued.receiver, contact('1'));
    queued.worker.start();
    await vi.waitFor(async () => expect(await countOf(environment.DEAD_LETTER_QUEUE_URL)).toBe(1), {
      timeout: 10_000,
    });
    expect(queued.calls.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(queued.log.join('\n')).toContain('event is dead: its handler failed too often');

    isBroken = false;
    const [dead] = await receiveBatch(client, environment.DEAD_LETTER_QUEUE_URL);
    await client.send(
      new SendMessageCommand({ QueueUrl: environment.QUEUE_URL, MessageBody: dead?.Body ?? '' }),
    );
    await vi.waitFor(async () => expect(await countOf(environment.QUEUE_URL)).toBe(0), { timeout: 5_000 });
    expect(queued.calls).toHaveLength(3);
  });

  it('quotes nothing of the event in the log', async () => {
    const queued = await startQueuedReceiver({
      environment: await aws.createEnvironment(),
      handler: async (event) => {
        throw new Error(`no contact ${idOf(event)}`);
      },
    });
    await postSigned(queued.receiver, contact('somebody-with-a-long-name'));
    await queued.worker.runOnce();
    expect(queued.log.join('\n')).toContain('no contact […]');
    expect(queued.log.join('\n')).not.toContain('somebody');
  });

  it('does not end within HANDLER_TIMEOUT has failed', async () => {
    const signals: AbortSignal[] = [];
    const queued = await startQueuedReceiver({
      environment: await aws.createEnvironment(),
      env: { HANDLER_TIMEOUT: '1' },
      handler: (_event, { signal }) => {
        signals.push(signal);
        return new Promise(() => {});
      },
    });
    await postSigned(queued.receiver, contact('1'));
    expect((await queued.worker.runOnce())?.batchItemFailures).toHaveLength(1);
    expect(signals[0]?.aborted).toBe(true);
  });
});

describe('an event that no handler takes', () => {
  it('is told to onUnknown, and kept in quarantine with its bytes and the reason', async () => {
    const environment = await aws.createEnvironment();
    const queued = await startQueuedReceiver({ environment });
    await postSigned(queued.receiver, '{"brand_new":{}}');
    expect(await queued.worker.runOnce()).toEqual({ batchItemFailures: [] });
    expect(queued.unknown).toMatchObject([{ reason: 'unknown-event' }]);
    const [kept] = await receiveBatch(client, environment.QUARANTINE_QUEUE_URL);
    const event = decodeQueuedEvent(kept?.Body ?? '');
    expect(event).toMatchObject({ reason: 'unknown-event', trigger: 'unknown' });
    expect(Buffer.from(event?.body ?? []).toString()).toBe('{"brand_new":{}}');
  });

  it('is not kept twice when the sender repeats it', async () => {
    const environment = await aws.createEnvironment();
    const queued = await startQueuedReceiver({ environment });
    await postSigned(queued.receiver, '{"brand_new":{}}');
    await queued.worker.runOnce();
    await postSigned(queued.receiver, '{"brand_new":{}}');
    expect(queued.log.at(-1)).toContain('duplicate acknowledged');
    expect(await countOf(environment.QUARANTINE_QUEUE_URL)).toBe(1);
  });

  it('comes again when it cannot be kept', async () => {
    const environment = await aws.createEnvironment();
    const queued = await startQueuedReceiver({ environment });
    await postSigned(queued.receiver, '{"brand_new":{}}');
    const messages = await receiveBatch(client, environment.QUEUE_URL);
    aws.sqsProxy.fault = (operation) => (operation === 'SendMessage' ? { kind: 'close' } : undefined);
    expect((await queued.handle(eventOf(messages))).batchItemFailures).toHaveLength(1);
    aws.sqsProxy.fault = () => undefined;
    expect(await queued.handle(eventOf(messages))).toEqual({ batchItemFailures: [] });
    expect(await countOf(environment.QUARANTINE_QUEUE_URL)).toBe(1);
  });

  it('is handled when it is sent back from quarantine and there is a handler now', async () => {
    const environment = await aws.createEnvironment();
    const path = '/webhooks/sinch/conversation/opt-in';
    const queued = await startQueuedReceiver({ environment });
    await postSigned(queued.receiver, contact('1'), { path });
    await queued.worker.runOnce();
    expect(queued.unknown).toMatchObject([{ reason: 'other-channel' }]);
    const [kept] = await receiveBatch(client, environment.QUARANTINE_QUEUE_URL);
    await client.send(
      new SendMessageCommand({ QueueUrl: environment.QUEUE_URL, MessageBody: kept?.Body ?? '' }),
    );
    expect(await queued.worker.runOnce()).toEqual({ batchItemFailures: [] });
    expect(queued.calls).toHaveLength(1);
  });
});

describe('a message that is no event of this receiver', () => {
  it('is returned with a line that names it, and the others are handled', async () => {
    const environment = await aws.createEnvironment();
    const queued = await startQueuedReceiver({ environment });
    const { MessageId: stray = '' } = await client.send(
      new SendMessageCommand({ QueueUrl: environment.QUEUE_URL, MessageBody: 'hello' }),
    );
    await postSigned(queued.receiver, contact('1'));
    const result = await queued.worker.runOnce();
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: stray }] });
    expect(queued.log.join('\n')).toContain(`"event":"${stray}"`);
    expect(queued.calls).toHaveLength(1);
  });
});

describe('DynamoDB', () => {
  it('down: nothing is handled, and all comes again', async () => {
    const environment = await aws.createEnvironment();
    const queued = await startQueuedReceiver({ environment });
    await postSigned(queued.receiver, contact('1'));
    aws.dynamoDbProxy.fault = () => ({ kind: 'close' });
    expect((await queued.worker.runOnce())?.batchItemFailures).toHaveLength(1);
    expect(queued.calls).toHaveLength(0);
  });

  it('losing its answer to a claim: the event is handled all the same, by who claimed it', async () => {
    const environment = await aws.createEnvironment();
    const queued = await startQueuedReceiver({ environment });
    await postSigned(queued.receiver, contact('1'));
    let lost = 0;
    aws.dynamoDbProxy.fault = (operation) =>
      operation === 'PutItem' && (lost += 1) === 1 ? { kind: 'lose-answer' } : undefined;
    expect(await queued.worker.runOnce()).toEqual({ batchItemFailures: [] });
    expect(queued.calls).toHaveLength(1);
  });

  it('failing once the handler is done: that is written down as soon as it can be', async () => {
    const environment = await aws.createEnvironment();
    const queued = await startQueuedReceiver({ environment });
    await postSigned(queued.receiver, contact('1'));
    let failed = 0;
    aws.dynamoDbProxy.fault = (operation) =>
      operation === 'UpdateItem' && (failed += 1) < 5 ? { kind: 'close' } : undefined;
    expect(await queued.worker.runOnce()).toEqual({ batchItemFailures: [] });
    await postSigned(queued.receiver, contact('1'));
    expect(queued.log.at(-1)).toContain('duplicate acknowledged');
  });

  it('failing for good once the handler is done: the message is over all the same', async () => {
    const environment = await aws.createEnvironment();
    const queued = await startQueuedReceiver({ environment, timeoutSeconds: 6 });
    await postSigned(queued.receiver, contact('1'));
    aws.dynamoDbProxy.fault = (operation) => (operation === 'UpdateItem' ? { kind: 'hang' } : undefined);
    expect(await queued.worker.runOnce()).toEqual({ batchItemFailures: [] });
    expect(queued.calls).toHaveLength(1);
    expect(queued.log.join('\n')).toContain('event is over, but that is not written down');
  });
});

it('tells a handler the delivery, the event, the attempt and when it came in', async () => {
  const queued = await startQueuedReceiver({ environment: await aws.createEnvironment() });
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
