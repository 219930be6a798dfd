import { describe, expect, it } from 'vitest';
import { readLambdaConfig, readLambdaWorkerConfig } from '../../src/runtime/lambda-config.js';
import { ConfigError } from '../../src/runtime/settings.js';

const secret = { SINCH_WEBHOOK_SECRET: 's' };
const queue = { QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/1/q', IDENTITY_TABLE: 't' };
const quarantine = { QUARANTINE_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/1/quarantine' };

describe('the settings of the function that answers', () => {
  it('need no more than a secret, and then the handler runs before the answer', () => {
    expect(readLambdaConfig(secret)).toMatchObject({
      secretPlace: { kind: 'given', secrets: ['s'] },
      inbox: 'direct',
    });
  });

  it('name the queue and the table of INBOX=sqs', () => {
    expect(readLambdaConfig({ ...secret, ...queue, INBOX: 'sqs' }).inbox).toEqual({
      queueUrl: queue.QUEUE_URL,
      table: 't',
      retentionDays: 7,
    });
  });

  it.each([
    ['SINCH_WEBHOOK_SECRET_ARN', { kind: 'secrets-manager', id: 'x' }],
    ['SINCH_WEBHOOK_SECRET_PARAMETER', { kind: 'parameter-store', name: 'x' }],
  ])('say by %s where the secret is', (name, place) => {
    expect(readLambdaConfig({ [name]: 'x' }).secretPlace).toEqual(place);
  });

  it.each([
    ['no secret', {}, /^SINCH_WEBHOOK_SECRET is not set/],
    [
      'a secret in two places',
      { ...secret, SINCH_WEBHOOK_SECRET_ARN: 'x' },
      /^SINCH_WEBHOOK_SECRET and SINCH_WEBHOOK_SECRET_ARN are set/,
    ],
    ['no queue', { ...secret, IDENTITY_TABLE: 't', INBOX: 'sqs' }, /^QUEUE_URL is not set/],
    ['no table', { ...secret, ...queue, IDENTITY_TABLE: '', INBOX: 'sqs' }, /^IDENTITY_TABLE is not set/],
    ['a queue that is a name', { ...secret, ...queue, QUEUE_URL: 'q', INBOX: 'sqs' }, /^QUEUE_URL is "q"/],
    ['an inbox of a server', { ...secret, INBOX: 'sqlite' }, /^INBOX is "sqlite": write one of direct, sqs/],
    [
      'a retention shorter than a signature may be old',
      { ...secret, ...queue, INBOX: 'sqs', INBOX_RETENTION_DAYS: '1' },
      /^INBOX_RETENTION_DAYS is shorter/,
    ],
  ])('are refused with %s', (_case, environment, message) => {
    const read = (): unknown => readLambdaConfig(environment);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(message);
  });
});

describe('the settings of the worker', () => {
  it('need no secret', () => {
    expect(readLambdaWorkerConfig({ ...queue, ...quarantine })).toMatchObject({
      queueUrl: queue.QUEUE_URL,
      quarantineQueueUrl: quarantine.QUARANTINE_QUEUE_URL,
      table: 't',
      retentionDays: 7,
      retry: { attempts: 8, minDelaySeconds: 1, maxDelaySeconds: 900 },
    });
  });

  it('are refused with all that is wrong at once', () => {
    const read = (): unknown => readLambdaWorkerConfig({ RETRY_ATTEMPTS: '0' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/QUEUE_URL[^]*IDENTITY_TABLE[^]*QUARANTINE_QUEUE_URL[^]*RETRY_ATTEMPTS/);
  });
});
