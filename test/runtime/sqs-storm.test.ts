import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createRandom } from '../chaos/random.js';
import { useAws } from '../support/aws.js';
import type { Fault } from '../support/fault-proxy.js';
import { countMessages } from '../support/queue-worker.js';
import { contact, idOf, startQueuedReceiver } from '../support/queued-receiver.js';
import { postSigned } from '../support/test-receiver.js';

const aws = useAws();

const eventCount = 80;
const random = createRandom(6);
const faults: readonly Fault[] = [
  { kind: 'close' },
  { kind: 'lose-answer' },
  { kind: 'refuse', status: 500, type: 'InternalServerError' },
  { kind: 'refuse', status: 400, type: 'ThrottlingException' },
  { kind: 'slow', milliseconds: 50 },
];

it('every event that was acknowledged is handled, and none twice, while AWS fails one call in ten and handlers one in five', async () => {
  const environment = await aws().createEnvironment({ visibilitySeconds: 3, maxReceiveCount: 1_000 });
  const done: string[] = [];
  const start = () =>
    startQueuedReceiver({
      environment,
      env: { RETRY_ATTEMPTS: '100', RETRY_MAX_DELAY: '1', LOG_LEVEL: 'silent' },
      timeoutSeconds: 8,
      handler: async (event) => {
        await sleep(random.below(20));
        if (random.fraction() < 0.2) throw new Error('no database');
        done.push(idOf(event));
      },
    });
  const workers = await Promise.all([start(), start(), start()]);
  const fail = (operation: string): Fault | undefined =>
    // What takes messages out of the queue here is Lambda itself.
    operation !== 'ReceiveMessage' && operation !== 'DeleteMessage' && random.fraction() < 0.1
      ? random.pick(faults)
      : undefined;
  aws().sqsProxy.fault = fail;
  aws().dynamoDbProxy.fault = fail;
  for (const { worker } of workers) worker.start();

  const ids = Array.from({ length: eventCount }, (_, index) => `c${index}`);
  let refused = 0;
  const send = async (id: string): Promise<void> => {
    // As Sinch does, an event comes again until it is taken, and now and then though it was.
    for (let isAgain = true; isAgain;) {
      const status = await postSigned(workers[0]!.receiver, contact(id), { nonce: id });
      if (status === 503) refused += 1;
      isAgain = status !== 200 || random.fraction() < 0.2;
    }
  };
  for (let at = 0; at < ids.length; at += 20) await Promise.all(ids.slice(at, at + 20).map(send));

  aws().sqsProxy.fault = () => undefined;
  aws().dynamoDbProxy.fault = () => undefined;
  while ((await countMessages(environment.QUEUE_URL)) > 0) await sleep(50);

  expect(done.toSorted()).toEqual(ids.toSorted());
  expect(await countMessages(environment.DEAD_LETTER_QUEUE_URL)).toBe(0);
  expect(refused).toBeLessThan(eventCount);
});
