import { describe, expect, it } from 'vitest';
import { readFromSecretsManager } from '../../src/runtime/aws-secrets.js';
import { readLambdaConfig } from '../../src/runtime/lambda-config.js';
import { createLambdaReceiver } from '../../src/runtime/lambda-receiver.js';
import { createLogger } from '../../src/runtime/log.js';
import type { Receiver } from '../../src/runtime/receiver.js';
import { createSecretSource } from '../../src/runtime/secret-source.js';
import { startSecretsStandIn } from '../support/secrets-stand-in.js';
import { contactCreate, createTestReceiver, postSigned } from '../support/test-receiver.js';

const arn = { SINCH_WEBHOOK_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:sinch-Ab1' };
const parameter = { SINCH_WEBHOOK_SECRET_PARAMETER: '/sinch/secret' };

interface Started {
  readonly receiver: Receiver;
  readonly handled: string[];
  readonly log: string[];
}

async function start(environment: Record<string, string>, fail?: () => Error): Promise<Started> {
  const [handled, log]: [string[], string[]] = [[], []];
  const receiver = await createLambdaReceiver({
    config: readLambdaConfig(environment),
    routes: [contactCreate],
    validators: {},
    log: createLogger('debug', (line) => log.push(line)),
    loadHandlers: async () => ({
      handlers: {
        CONTACT_CREATE: async () => {
          if (fail !== undefined) throw fail();
          handled.push('CONTACT_CREATE');
        },
      },
      onUnknown: async () => {},
    }),
  });
  return { receiver, handled, log };
}

/** A receiver whose secrets come from Secrets Manager, and grow old by a clock of the test. */
function startWithClock(now: () => number): Receiver {
  const read = readFromSecretsManager('sinch', 86_400);
  return createTestReceiver({ config: { secrets: createSecretSource(read, now) } }).receiver;
}

let events = 0;

function post(receiver: Receiver, secret: string): Promise<number> {
  events += 1;
  const body = JSON.stringify({ contact_create_notification: { contact: { id: String(events) } } });
  return postSigned(receiver, body, { secret });
}

describe('a function without a queue', () => {
  it('runs the handler before the answer', async () => {
    const { receiver, handled } = await start({ SINCH_WEBHOOK_SECRET: 's' });
    expect(await post(receiver, 's')).toBe(200);
    expect(handled).toHaveLength(1);
  });

  it('answers 503 when the handler fails', async () => {
    const { receiver } = await start({ SINCH_WEBHOOK_SECRET: 's' }, () => new Error('no database'));
    expect(await post(receiver, 's')).toBe(503);
  });
});

describe('the secret in Secrets Manager', () => {
  it('is read once, and serves many events', async () => {
    const standIn = await startSecretsStandIn({ AWSCURRENT: 's' });
    const { receiver } = await start(arn);
    for (let index = 0; index < 20; index += 1) expect(await post(receiver, 's')).toBe(200);
    expect(standIn.asked).toEqual(['AWSCURRENT']);
  });

  it('is accepted at once when it was rotated', async () => {
    const standIn = await startSecretsStandIn({ AWSCURRENT: 'old' });
    let now = 0;
    const receiver = startWithClock(() => now);
    expect(await post(receiver, 'old')).toBe(200);
    standIn.texts = { AWSCURRENT: 'new', AWSPREVIOUS: 'old' };
    standIn.createdAt = new Date();
    now += 5_000;
    expect(await post(receiver, 'new')).toBe(200);
    // What was signed before the rotation still comes in.
    expect(await post(receiver, 'old')).toBe(200);
  });

  it('before the last counts for no longer than a signature does', async () => {
    const standIn = await startSecretsStandIn({ AWSCURRENT: 'new', AWSPREVIOUS: 'old' });
    standIn.createdAt = new Date(Date.now() - 86_401_000);
    const { receiver } = await start(arn);
    expect(await post(receiver, 'old')).toBe(401);
    expect(standIn.asked).not.toContain('AWSPREVIOUS');
  });

  it('is refused with 401 when it is wrong, and read no more often for that', async () => {
    const standIn = await startSecretsStandIn({ AWSCURRENT: 's' });
    const { receiver } = await start(arn);
    for (let index = 0; index < 20; index += 1) expect(await post(receiver, 'forged')).toBe(401);
    expect(standIn.asked).toEqual(['AWSCURRENT']);
  });

  it.each(['refusing', 'hanging'] as const)(
    '%s: 503 and never 401, for a right signature as for a wrong one, and within 3 s',
    async (state) => {
      const standIn = await startSecretsStandIn({ AWSCURRENT: 's' });
      standIn.state = state;
      const { receiver, log } = await start(arn);
      const startedAt = performance.now();
      expect(await post(receiver, 's')).toBe(503);
      expect(await post(receiver, 'forged')).toBe(503);
      expect(performance.now() - startedAt).toBeLessThan(3_000);
      expect(log.join('\n')).toContain('request failed, asked to send again');
    },
  );

  it('that cannot be read any more serves on, and whoever signs with another gets 503', async () => {
    const standIn = await startSecretsStandIn({ AWSCURRENT: 's' });
    let now = 0;
    const receiver = startWithClock(() => now);
    expect(await post(receiver, 's')).toBe(200);
    standIn.state = 'refusing';
    now += 400_000;
    expect(await post(receiver, 's')).toBe(200);
    expect(await post(receiver, 'new')).toBe(503);
    standIn.state = 'well';
    standIn.texts = { AWSCURRENT: 'new' };
    now += 5_000;
    expect(await post(receiver, 'new')).toBe(200);
    expect(await post(receiver, 's')).toBe(401);
  });

  it('is quoted in no line of the log', async () => {
    await startSecretsStandIn({ AWSCURRENT: 'a-very-secret-secret' });
    const { receiver, log } = await start(arn, () => new Error('signed with a-very-secret-secret'));
    expect(await post(receiver, 'a-very-secret-secret')).toBe(503);
    expect(log.join('\n')).toContain('signed with […]');
  });

  it('that is empty counts as one that cannot be read', async () => {
    await startSecretsStandIn({ AWSCURRENT: '' });
    const { receiver } = await start(arn);
    expect(await post(receiver, 's')).toBe(503);
  });
});

describe('the secret in the Parameter Store', () => {
  it('is read decrypted', async () => {
    const standIn = await startSecretsStandIn({ value: 'old,new' });
    const { receiver } = await start(parameter);
    expect(await post(receiver, 'old')).toBe(200);
    expect(await post(receiver, 'new')).toBe(200);
    expect(await post(receiver, 'forged')).toBe(401);
    expect(standIn.asked).toEqual(['/sinch/secret']);
  });

  it('is waited for with 503 when it cannot be read', async () => {
    const standIn = await startSecretsStandIn({ value: 's' });
    standIn.state = 'refusing';
    const { receiver } = await start(parameter);
    expect(await post(receiver, 's')).toBe(503);
  });
});
