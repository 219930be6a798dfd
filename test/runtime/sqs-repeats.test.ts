import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { createDynamoDbIdentities } from '../../src/runtime/dynamodb-identities.js';
import { decodeQueuedEvent } from '../../src/runtime/sqs-message.js';
import { useAws } from '../support/aws.js';
import { countMessages, eventOf, receiveBatch } from '../support/queue-worker.js';
import { contact, startQueuedReceiver } from '../support/queued-receiver.js';
import { postSigned } from '../support/test-receiver.js';

const aws = useAws();

describe('an event that comes again', () => {
  it('is answered as a duplicate and not sent once it was handled', async () => {
    const environment = await aws().createEnvironment();
    const { receiver, worker, calls, log } = await startQueuedReceiver({ environment });
    await postSigned(receiver, contact('1'));
    await worker.runOnce();
    expect(await postSigned(receiver, contact('1'))).toBe(200);
    expect(log.at(-1)).toContain('duplicate acknowledged');
    expect(await countMessages(environment.QUEUE_URL)).toBe(0);
    expect(calls).toHaveLength(1);
  });

  it('ten times before it was handled, in one batch, runs its handler once', async () => {
    const environment = await aws().createEnvironment();
    // Longer than the others of the batch need to find the event taken.
    const { receiver, worker, calls } = await startQueuedReceiver({
      environment,
      handler: () => sleep(2_000),
    });
    await Promise.all(Array.from({ length: 10 }, () => postSigned(receiver, contact('1'))));
    expect(await countMessages(environment.QUEUE_URL)).toBe(10);
    expect((await worker.runOnce())?.batchItemFailures).toHaveLength(9);
    expect(calls).toHaveLength(1);
  });

  it('in five workers at a time runs its handler once', async () => {
    const environment = await aws().createEnvironment();
    const workers = await Promise.all(
      Array.from({ length: 5 }, () => startQueuedReceiver({ environment, handler: () => sleep(200) })),
    );
    await postSigned(workers[0]!.receiver, contact('1'));
    const event = eventOf(await receiveBatch(environment.QUEUE_URL));
    const results = await Promise.all(workers.map(({ handle }) => handle(event)));
    expect(workers.flatMap(({ calls }) => calls)).toHaveLength(1);
    expect(results.filter(({ batchItemFailures }) => batchItemFailures.length === 1)).toHaveLength(4);
    // Once it was handled, the others find that out.
    const later = await Promise.all(workers.map(({ handle }) => handle(event)));
    expect(later.flatMap(({ batchItemFailures }) => batchItemFailures)).toEqual([]);
    expect(workers.flatMap(({ calls }) => calls)).toHaveLength(1);
  });

  it('while another handles it comes again soon, in case that fails', async () => {
    const environment = await aws().createEnvironment();
    const first = await startQueuedReceiver({ environment, handler: () => sleep(300) });
    const other = await startQueuedReceiver({ environment });
    await postSigned(first.receiver, contact('1'));
    const event = eventOf(await receiveBatch(environment.QUEUE_URL));
    const running = first.handle(event);
    await vi.waitFor(() => expect(first.calls).toHaveLength(1));
    aws().sqsProxy.calls.length = 0;
    expect((await other.handle(event)).batchItemFailures).toHaveLength(1);
    expect(aws().sqsProxy.calls).toEqual(['ChangeMessageVisibility']);
    expect(other.calls).toHaveLength(0);
    expect(await running).toEqual({ batchItemFailures: [] });
  });

  it('after the worker died midway is handled again, once the lease has run out', async () => {
    const environment = await aws().createEnvironment();
    const { receiver, handle, calls } = await startQueuedReceiver({ environment });
    await postSigned(receiver, contact('1'));
    const messages = await receiveBatch(environment.QUEUE_URL);
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
