import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { useAws, type QueueOptions } from '../support/aws.js';
import { receiveBatch, sqsClient } from '../support/queue-worker.js';
import { contact, startQueuedReceiver } from '../support/queued-receiver.js';
import { postSigned } from '../support/test-receiver.js';
import { createTestQueues, send, textOf, type TestQueues } from './test-queues.js';

const aws = useAws();
const createQueues = (options?: QueueOptions): Promise<TestQueues> => createTestQueues(aws(), options);

describe('retry', () => {
  it('has a dead event handled, which nothing keeps from it that is known of the event', async () => {
    const { environment, run } = await createQueues({ maxReceiveCount: 1 });
    let isRepaired = false;
    const { receiver, worker, calls } = await startQueuedReceiver({
      environment,
      env: { RETRY_ATTEMPTS: '1' },
      handler: async () => {
        if (!isRepaired) throw new Error('no database');
      },
    });
    await postSigned(receiver, contact('1'));
    await worker.runOnce();
    // It is moved when it would be given out once more.
    await worker.runOnce();
    const { events } = JSON.parse((await run('list', '--json')).output);
    const [{ id, deliveryId }] = events;

    isRepaired = true;
    expect(await run('retry', id)).toEqual({
      exitCode: 0,
      output: '1 event is pending again. The worker function gets them now.\n',
      errors: '',
    });
    expect(await worker.runOnce()).toEqual({ batchItemFailures: [] });

    expect(calls.map((call) => call.deliveryId)).toEqual([deliveryId, deliveryId]);
    expect(calls[1]?.attempt).toBe(1);
    // Sinch sends it once more: it was handled.
    await postSigned(receiver, contact('1'));
    expect(await worker.runOnce()).toBeUndefined();
  });

  it('has an event tried that was in quarantine', async () => {
    const { environment, run, count } = await createQueues();
    const { receiver, worker, unknown } = await startQueuedReceiver({ environment });
    await postSigned(receiver, '{"app_id":"a","brand_new":{}}');
    await worker.runOnce();
    expect(await count('QUARANTINE_QUEUE_URL')).toBe(1);

    expect(JSON.parse((await run('retry', '--all', '--json')).output)).toEqual({ retried: 1, missing: [] });
    await worker.runOnce();

    expect(unknown).toHaveLength(2);
    expect(await count('QUARANTINE_QUEUE_URL')).toBe(1);
  });

  it('sends what it is told and nothing else, byte for byte, and names what is not there', async () => {
    const { environment, put, run, count } = await createQueues();
    const text = textOf({ body: Uint8Array.of(0xff, 0xfe, 0x00) });
    const dead = await send(environment.DEAD_LETTER_QUEUE_URL, text);
    await put('DEAD_LETTER_QUEUE_URL');
    const pending = await put('QUEUE_URL');
    await receiveBatch(environment.QUEUE_URL);

    const { exitCode, output, errors } = await run('retry', dead, pending);

    expect(exitCode).toBe(1);
    expect(output).toMatch(/^1 event is pending again/);
    expect(errors).toBe(
      `Neither dead nor in quarantine, or hidden just now: ${pending}. See "npm run inbox -- list".\n`,
    );
    const [message] = await receiveBatch(environment.QUEUE_URL);
    expect(message?.Body).toBe(text);
    expect(await count('DEAD_LETTER_QUEUE_URL')).toBe(1);
  });

  it('takes all of a state, or of both', async () => {
    const { put, run, count } = await createQueues();
    for (let index = 0; index < 25; index += 1) await put('DEAD_LETTER_QUEUE_URL');
    await put('QUARANTINE_QUEUE_URL');

    const dead = await run('retry', '--all', '--state', 'dead', '--json');
    expect(JSON.parse(dead.output)).toEqual({ retried: 25, missing: [] });
    expect([await count('QUEUE_URL'), await count('QUARANTINE_QUEUE_URL')]).toEqual([25, 1]);
    expect(JSON.parse((await run('retry', '--all', '--json')).output)).toEqual({ retried: 1, missing: [] });
    expect(await run('retry', '--all')).toMatchObject({ exitCode: 1, output: '' });
  });

  it('goes through a queue once, though its events die again meanwhile', async () => {
    const { environment, put, run, count } = await createQueues({ maxReceiveCount: 1 });
    for (let index = 0; index < 25; index += 1) await put('DEAD_LETTER_QUEUE_URL');
    let isOver = false;
    const dying = (async () => {
      while (!isOver) {
        for (const { ReceiptHandle } of await receiveBatch(environment.QUEUE_URL)) {
          const command = { QueueUrl: environment.QUEUE_URL, ReceiptHandle, VisibilityTimeout: 0 };
          await sqsClient().send(new ChangeMessageVisibilityCommand(command));
        }
      }
    })();

    const { output } = await run('retry', '--all', '--state', 'dead', '--json');
    await expect.poll(() => count('DEAD_LETTER_QUEUE_URL')).toBe(25);
    isOver = true;
    await dying;

    expect(JSON.parse(output)).toEqual({ retried: 25, missing: [] });
  });

  it.each([
    ['SendMessage', 3, 0],
    ['DeleteMessage', 3, 3],
  ])('loses nothing when %s fails', async (operation, dead, pending) => {
    const { put, run, count } = await createQueues();
    for (let index = 0; index < 3; index += 1) await put('DEAD_LETTER_QUEUE_URL');
    aws().sqsProxy.fault = (called) =>
      called === operation ? { kind: 'refuse', status: 403, type: 'AccessDenied' } : undefined;

    const { exitCode, errors } = await run('retry', '--all');

    expect(exitCode).toBe(3);
    expect(errors).toContain('refused by the test');
    expect([await count('DEAD_LETTER_QUEUE_URL'), await count('QUEUE_URL')]).toEqual([dead, pending]);
  });
});

describe('purge', () => {
  it('deletes nothing without --yes, and says how much it would', async () => {
    const { put, run, count } = await createQueues();
    const id = await put('DEAD_LETTER_QUEUE_URL');
    await put('DEAD_LETTER_QUEUE_URL');

    expect(JSON.parse((await run('purge', id, 'nobody', '--json')).output)).toEqual({
      purged: 0,
      wouldPurge: 1,
    });
    expect((await run('purge', '--all', '--state', 'dead')).errors).toBe(
      'This would delete 2 events for good: add --yes.\n',
    );
    expect(await count('DEAD_LETTER_QUEUE_URL')).toBe(2);
  });

  it('deletes those of a state that are older than an age, and gives the others back', async () => {
    const { put, run, count } = await createQueues();
    const day = 86_400_000;
    await put('QUARANTINE_QUEUE_URL', { receivedAt: Date.now() - 8 * day });
    await put('QUARANTINE_QUEUE_URL', { receivedAt: Date.now() - 6 * day });

    const args = ['--all', '--state', 'quarantine', '--older-than', '7d', '--yes', '--json'];
    expect(JSON.parse((await run('purge', ...args)).output)).toEqual({ purged: 1, missing: [] });
    expect(await count('QUARANTINE_QUEUE_URL')).toBe(1);
  });

  it('deletes those that are named, in both queues', async () => {
    const { put, run, count } = await createQueues();
    const ids = [await put('DEAD_LETTER_QUEUE_URL'), await put('QUARANTINE_QUEUE_URL')];
    await put('DEAD_LETTER_QUEUE_URL');

    expect(await run('purge', ...ids, '--yes')).toEqual({
      exitCode: 0,
      output: '2 events are deleted.\n',
      errors: '',
    });
    expect([await count('DEAD_LETTER_QUEUE_URL'), await count('QUARANTINE_QUEUE_URL')]).toEqual([1, 0]);
  });
});
