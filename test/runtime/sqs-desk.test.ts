import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { sqsHelp } from '../../src/runtime/sqs-help.js';
import { useAws, type QueueOptions } from '../support/aws.js';
import { inboxExamples, longLines } from '../support/inbox-examples.js';
import { receiveBatch, sqsClient } from '../support/queue-worker.js';
import { countOf, createTestQueues, runCommand, send, type TestQueues } from './test-queues.js';

const aws = useAws();
const createQueues = (options?: QueueOptions): Promise<TestQueues> => createTestQueues(aws(), options);

describe('npm run inbox, without queues', () => {
  it('helps', async () => {
    expect(await runCommand(['--help'], {})).toEqual({ exitCode: 0, output: sqsHelp, errors: '' });
    expect(longLines(sqsHelp)).toEqual([]);
  });

  it('runs what it shows as examples', async () => {
    const examples = inboxExamples(sqsHelp);
    expect(examples.length).toBeGreaterThan(5);
    for (const args of examples) {
      const { put, run } = await createQueues();
      const ids = [await put('DEAD_LETTER_QUEUE_URL'), await put('DEAD_LETTER_QUEUE_URL')];
      await put('QUARANTINE_QUEUE_URL', { receivedAt: Date.UTC(2020, 0, 1) });
      const words = args.map((word) => (word === '<id>' ? (ids.shift() ?? '') : word));
      expect(await run(...words), args.join(' ')).toMatchObject({ exitCode: 0, errors: '' });
    }
  });

  it('names every queue that it has to be told', async () => {
    const { exitCode, errors } = await runCommand(['stats'], { QUEUE_URL: 'no url' });

    expect(exitCode).toBe(2);
    expect(errors).toMatch(
      /QUEUE_URL is "no url"[^]*DEAD_LETTER_QUEUE_URL is not set[^]*QUARANTINE_QUEUE_URL/,
    );
  });

  it('exits 3 when a queue cannot be reached, and says what to set', async () => {
    const { environment } = await createQueues();
    const gone = environment.DEAD_LETTER_QUEUE_URL.replace('dead-letters', 'nothing');

    const { exitCode, errors } = await runCommand(['stats'], { ...environment, DEAD_LETTER_QUEUE_URL: gone });

    expect(exitCode).toBe(3);
    expect(errors).toMatch(/^The queues cannot be used: .*does not exist.*AWS_REGION/);
  });
});

describe('queues that are not what they are said to be', () => {
  it('are refused when a look would move events on', async () => {
    const { environment, run, count, put } = await createQueues();
    await put('QUARANTINE_QUEUE_URL');
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: arnOf(environment.DEAD_LETTER_QUEUE_URL),
      maxReceiveCount: 1,
    });
    const command = { QueueUrl: environment.QUARANTINE_QUEUE_URL, Attributes: { RedrivePolicy } };
    await sqsClient().send(new SetQueueAttributesCommand(command));

    for (const args of [['list'], ['retry', '--all']]) {
      expect(await run(...args)).toMatchObject({
        exitCode: 2,
        errors: expect.stringMatching(/quarantine-\d+ has a redrive policy of its own/),
      });
    }
    expect(await count('QUARANTINE_QUEUE_URL')).toBe(1);
  });

  it('are refused when the dead letters are those of another stack', async () => {
    const [{ environment, put }, other] = [await createQueues(), await createQueues()];
    await put('DEAD_LETTER_QUEUE_URL');

    const { exitCode, errors } = await runCommand(['retry', '--all'], {
      ...environment,
      QUEUE_URL: other.environment.QUEUE_URL,
    });

    expect(exitCode).toBe(2);
    expect(errors).toMatch(
      /dead letters of QUEUE_URL are in arn:aws:sqs:us-east-1:000000000000:dead-letters-/,
    );
    expect(await other.count('QUEUE_URL')).toBe(0);
  });
});

function arnOf(queueUrl: string): string {
  return `arn:aws:sqs:us-east-1:000000000000:${queueUrl.split('/').at(-1)}`;
}

describe('stats', () => {
  it('counts the events of each queue, also those that somebody has just now', async () => {
    const { environment, put, run } = await createQueues();
    for (const queue of ['QUEUE_URL', 'DEAD_LETTER_QUEUE_URL', 'QUARANTINE_QUEUE_URL'] as const)
      await put(queue);
    await put('QUEUE_URL');
    await receiveBatch(environment.QUEUE_URL);

    expect(JSON.parse((await run('stats', '--json')).output)).toEqual({
      queue: environment.QUEUE_URL,
      deadLetterQueue: environment.DEAD_LETTER_QUEUE_URL,
      quarantineQueue: environment.QUARANTINE_QUEUE_URL,
      pending: 2,
      dead: 1,
      quarantine: 1,
      oldestPendingAt: null,
    });
    expect((await run('stats')).output).toMatch(/as SQS counts\)\n\npending +2\ndead +1\nquarantine +1\n/);
  });
});

describe('list', () => {
  it('has the events of a state, the oldest first, and gives all of them back at once', async () => {
    const { environment, put, run, count } = await createQueues({ maxReceiveCount: 3 });
    const newer = await put('DEAD_LETTER_QUEUE_URL', { receivedAt: Date.UTC(2030, 0, 2) });
    const older = await put('DEAD_LETTER_QUEUE_URL', { receivedAt: Date.UTC(2030, 0, 1) });

    const { events, next } = JSON.parse((await run('list', '--json')).output);

    expect(events).toEqual([
      {
        id: older,
        state: 'dead',
        trigger: 'OPT_IN',
        deliveryId: expect.stringMatching(/^delivery-/),
        receivedAt: '2030-01-01T00:00:00.000Z',
        attempts: 3,
        reason: null,
      },
      expect.objectContaining({ id: newer }),
    ]);
    expect(next).toBe(null);
    expect(await count('DEAD_LETTER_QUEUE_URL')).toBe(2);
    expect(await countOf(environment.DEAD_LETTER_QUEUE_URL, 'MessagesNotVisible')).toBe(0);
  });

  it('takes no more than it is asked for, and says that there are more', async () => {
    const { put, run } = await createQueues();
    for (let count = 0; count < 13; count += 1)
      await put('QUARANTINE_QUEUE_URL', { reason: 'unknown-event' });
    aws().sqsProxy.calls.length = 0;

    const args = ['list', '--state', 'quarantine', '--limit', '12'];
    const { events } = JSON.parse((await run(...args, '--json')).output);

    expect(events).toHaveLength(12);
    expect(events[0]).toMatchObject({ state: 'quarantine', attempts: 0, reason: 'unknown-event' });
    expect(aws().sqsProxy.calls.filter((call) => call === 'ReceiveMessage')).toHaveLength(2);
    expect((await run(...args)).output).toMatch(
      /\nSQS counts about 13 events there: --limit goes up to 1000/,
    );
  });

  it('refuses what SQS cannot do, and looks at nothing', async () => {
    const { run } = await createQueues();
    aws().sqsProxy.calls.length = 0;

    expect(await run('list', '--state', 'pending')).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining('npm run inbox -- stats'),
    });
    expect(await run('list', '--after', 'x')).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining('--limit'),
    });
    expect(aws().sqsProxy.calls).not.toContain('ReceiveMessage');
  });
});

describe('show', () => {
  it('has all of an event, in whichever queue it is, with the body as it came', async () => {
    const { put, run, count } = await createQueues();
    const body = Uint8Array.of(0xff, 0x1b, 0x00);
    await put('DEAD_LETTER_QUEUE_URL');
    const id = await put('QUARANTINE_QUEUE_URL', { body, reason: 'not-utf8', path: '/webhooks/sinch/x' });

    expect(JSON.parse((await run('show', id, '--json')).output)).toMatchObject({
      id,
      state: 'quarantine',
      reason: 'not-utf8',
      path: '/webhooks/sinch/x',
      bodyEncoding: 'base64',
      body: Buffer.from(body).toString('base64'),
    });
    expect(await count('DEAD_LETTER_QUEUE_URL')).toBe(1);
    expect(await count('QUARANTINE_QUEUE_URL')).toBe(1);
  });

  it('has a message too that is no event', async () => {
    const { environment, run } = await createQueues();
    const id = await send(environment.DEAD_LETTER_QUEUE_URL, 'from\nsomebody else');

    const { events } = JSON.parse((await run('list', '--json')).output);
    expect(events).toMatchObject([{ id, trigger: 'unknown', reason: 'no event of this receiver' }]);
    expect(JSON.parse((await run('show', id, '--json')).output).body).toBe('from\nsomebody else');
    expect(await run('purge', id, '--yes')).toMatchObject({ exitCode: 0 });
  });

  it('exits 1 when no event has the id, and says which it cannot see', async () => {
    const { put, run } = await createQueues();
    const id = await put('QUEUE_URL');

    const { exitCode, errors } = await run('show', id);

    expect(exitCode).toBe(1);
    expect(errors).toMatch(/^No event has the id .*: one that is pending cannot be shown/);
  });
});
