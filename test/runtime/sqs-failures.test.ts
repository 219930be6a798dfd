import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it, vi } from 'vitest';
import { decodeQueuedEvent } from '../../src/runtime/sqs-message.js';
import { useAws } from '../support/aws.js';
import { countMessages, eventOf, receiveBatch, sqsClient } from '../support/queue-worker.js';
import { contact, idOf, startQueuedReceiver } from '../support/queued-receiver.js';
import { postSigned } from '../support/test-receiver.js';

const aws = useAws();

describe('an event whose handler fails', () => {
  it('is given free and handled again, with the count of the queue', async () => {
    const environment = await aws().createEnvironment();
    const queued = await startQueuedReceiver({
      environment,
      env: { RETRY_MIN_DELAY: '1', RETRY_MAX_DELAY: '1' },
      handler: async (_event, { attempt }) => {
        if (attempt < 3) throw new Error('not yet');
      },
    });
    await postSigned(queued.receiver, contact('1'));
    queued.worker.start();
    await vi.waitFor(async () => expect(await countMessages(environment.QUEUE_URL)).toBe(0), {
      timeout: 10_000,
    });
    expect(queued.calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  it('too often ends as a dead letter, from where it can be handled after all', async () => {
    const environment = await aws().createEnvironment({ maxReceiveCount: 2 });
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
    await vi.waitFor(async () => expect(await countMessages(environment.DEAD_LETTER_QUEUE_URL)).toBe(1), {
      timeout: 10_000,
    });
    expect(queued.calls.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(queued.log.join('\n')).toContain('event is dead: its handler failed too often');

    isBroken = false;
    const [dead] = await receiveBatch(environment.DEAD_LETTER_QUEUE_URL);
    await sqsClient().send(
      new SendMessageCommand({ QueueUrl: environment.QUEUE_URL, MessageBody: dead?.Body ?? '' }),
    );
    await vi.waitFor(async () => expect(await countMessages(environment.QUEUE_URL)).toBe(0), {
      timeout: 5_000,
    });
    expect(queued.calls).toHaveLength(3);
  });

  it('quotes nothing of the event in the log', async () => {
    const queued = await startQueuedReceiver({
      environment: await aws().createEnvironment(),
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
      environment: await aws().createEnvironment(),
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
    const environment = await aws().createEnvironment();
    const queued = await startQueuedReceiver({ environment });
    await postSigned(queued.receiver, '{"brand_new":{}}');
    expect(await queued.worker.runOnce()).toEqual({ batchItemFailures: [] });
    expect(queued.unknown).toMatchObject([{ reason: 'unknown-event' }]);
    const [kept] = await receiveBatch(environment.QUARANTINE_QUEUE_URL);
    const event = decodeQueuedEvent(kept?.Body ?? '');
    expect(event).toMatchObject({ reason: 'unknown-event', trigger: 'unknown' });
    expect(Buffer.from(event?.body ?? []).toString()).toBe('{"brand_new":{}}');
  });

  it('is not kept twice when the sender repeats it', async () => {
    const environment = await aws().createEnvironment();
    const queued = await startQueuedReceiver({ environment });
    await postSigned(queued.receiver, '{"brand_new":{}}');
    await queued.worker.runOnce();
    await postSigned(queued.receiver, '{"brand_new":{}}');
    expect(queued.log.at(-1)).toContain('duplicate acknowledged');
    expect(await countMessages(environment.QUARANTINE_QUEUE_URL)).toBe(1);
  });

  it('comes again when it cannot be kept', async () => {
    const environment = await aws().createEnvironment();
    const queued = await startQueuedReceiver({ environment });
    await postSigned(queued.receiver, '{"brand_new":{}}');
    const messages = await receiveBatch(environment.QUEUE_URL);
    aws().sqsProxy.fault = (operation) => (operation === 'SendMessage' ? { kind: 'close' } : undefined);
    expect((await queued.handle(eventOf(messages))).batchItemFailures).toHaveLength(1);
    aws().sqsProxy.fault = () => undefined;
    expect(await queued.handle(eventOf(messages))).toEqual({ batchItemFailures: [] });
    expect(await countMessages(environment.QUARANTINE_QUEUE_URL)).toBe(1);
  });

  it('is handled when it is sent back from quarantine and there is a handler now', async () => {
    const environment = await aws().createEnvironment();
    const path = '/webhooks/sinch/conversation/opt-in';
    const queued = await startQueuedReceiver({ environment });
    await postSigned(queued.receiver, contact('1'), { path });
    await queued.worker.runOnce();
    expect(queued.unknown).toMatchObject([{ reason: 'other-channel' }]);
    const [kept] = await receiveBatch(environment.QUARANTINE_QUEUE_URL);
    await sqsClient().send(
      new SendMessageCommand({ QueueUrl: environment.QUEUE_URL, MessageBody: kept?.Body ?? '' }),
    );
    expect(await queued.worker.runOnce()).toEqual({ batchItemFailures: [] });
    expect(queued.calls).toHaveLength(1);
  });
});

describe('DynamoDB', () => {
  it('down: nothing is handled, and all comes again', async () => {
    const environment = await aws().createEnvironment();
    const queued = await startQueuedReceiver({ environment });
    await postSigned(queued.receiver, contact('1'));
    aws().dynamoDbProxy.fault = () => ({ kind: 'close' });
    expect((await queued.worker.runOnce())?.batchItemFailures).toHaveLength(1);
    expect(queued.calls).toHaveLength(0);
  });

  it('losing its answer to a claim: the event is handled all the same, by who claimed it', async () => {
    const environment = await aws().createEnvironment();
    const queued = await startQueuedReceiver({ environment });
    await postSigned(queued.receiver, contact('1'));
    let lost = 0;
    aws().dynamoDbProxy.fault = (operation) =>
      operation === 'PutItem' && (lost += 1) === 1 ? { kind: 'lose-answer' } : undefined;
    expect(await queued.worker.runOnce()).toEqual({ batchItemFailures: [] });
    expect(queued.calls).toHaveLength(1);
  });

  it('failing once the handler is done: that is written down as soon as it can be', async () => {
    const environment = await aws().createEnvironment();
    const queued = await startQueuedReceiver({ environment });
    await postSigned(queued.receiver, contact('1'));
    let failed = 0;
    aws().dynamoDbProxy.fault = (operation) =>
      operation === 'UpdateItem' && (failed += 1) < 5 ? { kind: 'close' } : undefined;
    expect(await queued.worker.runOnce()).toEqual({ batchItemFailures: [] });
    await postSigned(queued.receiver, contact('1'));
    expect(queued.log.at(-1)).toContain('duplicate acknowledged');
  });

  it('failing for good once the handler is done: the message is over all the same', async () => {
    const environment = await aws().createEnvironment();
    const queued = await startQueuedReceiver({ environment, timeoutSeconds: 6 });
    await postSigned(queued.receiver, contact('1'));
    aws().dynamoDbProxy.fault = (operation) => (operation === 'UpdateItem' ? { kind: 'hang' } : undefined);
    expect(await queued.worker.runOnce()).toEqual({ batchItemFailures: [] });
    expect(queued.calls).toHaveLength(1);
    expect(queued.log.join('\n')).toContain('event is over, but that is not written down');
  });
});
