import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeQueuedEvent } from '../../src/runtime/sqs-message.js';
import { useAws } from '../support/aws.js';
import { sqsClient } from '../support/queue-worker.js';
import { generateReceiver } from './generate-receiver.js';

const execute = promisify(execFile);

describe('npm run inbox of a receiver for Lambda', () => {
  const aws = useAws();
  let entry = '';

  beforeAll(async () => {
    entry = join(await generateReceiver('e2e-lambda-inbox', 'lambda'), 'src/inbox.ts');
  });

  function run(args: readonly string[], environment: Readonly<Record<string, string>>) {
    // The URLs of the emulator's queues lead to this machine only by the help of its package.
    const script = `
      import { interceptLocalhostDns } from 'fauxqs';
      interceptLocalhostDns();
      await import(${JSON.stringify(pathToFileURL(entry).href)});
    `;
    const flags = ['--import', 'tsx', '--input-type=module', '--eval', script, 'inbox'];
    return execute(process.execPath, [...flags, ...args], { env: { ...process.env, ...environment } });
  }

  it('sends what is dead to the queue again', async () => {
    const environment = await aws().createEnvironment();
    const event = {
      deliveryId: 'delivery',
      receivedAt: 1_700_000_000_000,
      path: '/webhooks/sinch',
      trigger: 'OPT_IN',
      identity: 'identity',
      body: Buffer.from('{}'),
    };
    const message = { QueueUrl: environment.DEAD_LETTER_QUEUE_URL, MessageBody: encodeQueuedEvent(event) };
    await sqsClient().send(new SendMessageCommand(message));

    const { stdout } = await run(['retry', '--all', '--json'], { ...environment });
    expect(JSON.parse(stdout)).toEqual({ retried: 1, missing: [] });
    const stats = await run(['stats', '--json'], { ...environment });
    expect(JSON.parse(stats.stdout)).toMatchObject({ pending: 1, dead: 0 });
  });

  it('exits with what is wrong, and says it', async () => {
    await expect(run(['stats'], {})).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/QUEUE_URL[^]*DEAD_LETTER_QUEUE_URL[^]*QUARANTINE_QUEUE_URL/) as string,
    });
  });
});
