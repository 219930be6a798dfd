import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { runInboxCommand, type CommandResult } from '../../src/runtime/inbox-command.js';
import { createLambdaDesk } from '../../src/runtime/lambda-desk.js';
import type { Environment } from '../../src/runtime/settings.js';
import { sqsHelp } from '../../src/runtime/sqs-help.js';
import { encodeQueuedEvent, type QueuedEvent } from '../../src/runtime/sqs-message.js';
import { useAws, type QueueEnvironment, type QueueOptions } from '../support/aws.js';
import { receiveBatch, sqsClient } from '../support/queue-worker.js';
import { startQueuedReceiver } from '../support/queued-receiver.js';
import { postSigned } from '../support/test-receiver.js';

const aws = useAws();

type QueueName = 'QUEUE_URL' | 'DEAD_LETTER_QUEUE_URL' | 'QUARANTINE_QUEUE_URL';

interface TestQueues {
  readonly environment: QueueEnvironment;
  /** Puts an event into a queue, and resolves with its id. */
  put(queue: QueueName, event?: Partial<QueuedEvent>): Promise<string>;
  count(queue: QueueName): Promise<number>;
  run(...args: string[]): Promise<CommandResult>;
}

function runCommand(args: readonly string[], environment: Environment): Promise<CommandResult> {
  return runInboxCommand(args, { help: sqsHelp, createDesk: () => createLambdaDesk(environment) });
}

let number = 0;

function textOf(event: Partial<QueuedEvent> = {}): string {
  number += 1;
  return encodeQueuedEvent({
    deliveryId: `delivery-${number}`,
    receivedAt: Date.UTC(2030, 0, 1),
    path: '/webhooks/sinch',
    trigger: 'OPT_IN',
    identity: `identity-${number}`,
    body: Buffer.from('{"app_id":"a"}'),
    ...event,
  });
}

async function send(queueUrl: string, text: string): Promise<string> {
  const sent = await sqsClient().send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: text }));
  return sent.MessageId ?? '';
}

async function countOf(queueUrl: string, ...names: ('Messages' | 'MessagesNotVisible')[]): Promise<number> {
  const { Attributes: attributes = {} } = await sqsClient().send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: names.map((name) => `ApproximateNumberOf${name}` as const),
    }),
  );
  return Object.values(attributes).reduce((sum, count) => sum + Number(count), 0);
}

async function createQueues(options?: QueueOptions): Promise<TestQueues> {
  const environment = await aws().createEnvironment(options);
  return {
    environment,
    put: (queue, event) => send(environment[queue], textOf(event)),
    count: (queue) => countOf(environment[queue], 'Messages'),
    run: (...args) => runCommand(args, { ...environment }),
  };
}

describe('npm run inbox, without queues', () => {
  it('helps', async () => {
    expect(await runCommand(['--help'], {})).toEqual({ exitCode: 0, output: sqsHelp, errors: '' });
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

const contact = (id: string): string =>
  JSON.stringify({ app_id: 'app', contact_create_notification: { contact: { id } } });

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
