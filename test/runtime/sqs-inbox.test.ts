import { describe, expect, it } from 'vitest';
import { createDynamoDbIdentities } from '../../src/runtime/dynamodb-identities.js';
import type { Inspection } from '../../src/runtime/inspection.js';
import type { Logger } from '../../src/runtime/log.js';
import { noMetrics } from '../../src/runtime/metrics.js';
import { createSqsInbox } from '../../src/runtime/sqs-inbox.js';
import { createSqs } from '../../src/runtime/sqs.js';
import { useAws } from '../support/aws.js';
import type { Fault } from '../support/fault-proxy.js';
import { contact, startQueuedReceiver } from '../support/queued-receiver.js';
import { postSigned } from '../support/test-receiver.js';

const aws = useAws();
const silentLog: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const unknownOf = (): Inspection => ({
  recognition: { kind: 'unknown', reason: 'unknown-event', body: {} },
  problems: [],
});

const throttled = { kind: 'refuse', status: 400, type: 'com.amazonaws.sqs#RequestThrottled' } as const;
const broken = { kind: 'refuse', status: 500, type: 'com.amazonaws.sqs#InternalFailure' } as const;

describe('SQS', () => {
  it.each<[string, Fault]>([
    ['throttled', throttled],
    ['out of order', broken],
    ['down', { kind: 'close' }],
    ['hanging', { kind: 'hang' }],
    ['too slow', { kind: 'slow', milliseconds: 4_000 }],
    ['losing its answers', { kind: 'lose-answer' }],
  ])('%s: the answer is 503 within 3 s, and the event is taken when it comes again', async (_case, fault) => {
    const queued = await startQueuedReceiver({ environment: await aws().createEnvironment() });
    aws().sqsProxy.fault = () => fault;
    const startedAt = performance.now();
    expect(await postSigned(queued.receiver, contact('1'))).toBe(503);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(queued.log.join('\n')).toContain('event not taken, asked to send again');

    aws().sqsProxy.fault = () => undefined;
    expect(await postSigned(queued.receiver, contact('1'))).toBe(200);
    await queued.worker.runOnce();
    expect(queued.calls).toHaveLength(1);
  });

  it('throttled or dead for one request: another is made, and the event is taken', async () => {
    const queued = await startQueuedReceiver({ environment: await aws().createEnvironment() });
    for (const fault of [throttled, { kind: 'close' }, { kind: 'hang' }] as const) {
      let calls = 0;
      aws().sqsProxy.fault = () => ((calls += 1) === 1 ? fault : undefined);
      expect(await postSigned(queued.receiver, contact(fault.kind))).toBe(200);
      expect(calls).toBe(2);
    }
  });

  it('and DynamoDB both hanging: the answer is 503 within 3 s', async () => {
    const queued = await startQueuedReceiver({ environment: await aws().createEnvironment() });
    aws().sqsProxy.fault = () => ({ kind: 'hang' });
    aws().dynamoDbProxy.fault = () => ({ kind: 'hang' });
    const startedAt = performance.now();
    expect(await postSigned(queued.receiver, contact('1'))).toBe(503);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  it('hanging after the secrets were slow: the sender has its answer no later for that', async () => {
    const environment = await aws().createEnvironment();
    const inbox = createSqsInbox({
      sqs: createSqs(),
      identities: createDynamoDbIdentities({ table: environment.IDENTITY_TABLE, retentionDays: 2 }),
      queueUrl: environment.QUEUE_URL,
    })({ handle: async () => {}, inspect: unknownOf, log: silentLog, metrics: noMetrics });
    aws().sqsProxy.fault = () => ({ kind: 'hang' });
    aws().dynamoDbProxy.fault = () => ({ kind: 'hang' });
    const startedAt = performance.now();
    const delivery = {
      id: 'nonce',
      receivedAt: new Date(Date.now() - 1_500),
      identities: ['nonce:nonce'],
      path: '/webhooks/sinch',
      body: Buffer.from('{}'),
      ...unknownOf(),
    };
    await expect(inbox.accept(delivery)).rejects.toThrow();
    expect(performance.now() - startedAt).toBeLessThan(3_000 - 1_500);
  });
});

describe('DynamoDB', () => {
  it.each<[string, Fault]>([
    ['throttled', { kind: 'refuse', status: 400, type: 'com.amazonaws#ThrottlingException' }],
    ['down', { kind: 'close' }],
    ['hanging', { kind: 'hang' }],
  ])('%s: an event is taken without the look, and soon', async (_case, fault) => {
    const queued = await startQueuedReceiver({ environment: await aws().createEnvironment() });
    aws().dynamoDbProxy.fault = () => fault;
    const startedAt = performance.now();
    expect(await postSigned(queued.receiver, contact('1'))).toBe(200);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(queued.log.join('\n')).toContain('not looked whether the event is known');
  });
});
