import { setTimeout as wait } from 'node:timers/promises';
import { afterAll } from 'vitest';
import type { LambdaEvent, LambdaResult } from '../../../src/runtime/lambda-event.js';
import type { Aws } from '../../support/aws.js';
import { environmentOf, importGenerated, recordHandlers, type StartOptions } from './receiver.js';
import type { Running } from './targets.js';

type AwsModule = typeof import('../../support/aws.js');
type ConfigModule = typeof import('../../../src/runtime/lambda-config.js');
type LambdaModule = typeof import('../../../src/runtime/lambda.js');
type ReceiverModule = typeof import('../../../src/runtime/lambda-receiver.js');
type WorkerModule = typeof import('../../../src/runtime/lambda-worker.js');

/** A function that answers callbacks, and how what it does is watched. */
export interface RunningFunction extends Omit<Running, 'send'> {
  readonly handler: (event: LambdaEvent) => Promise<LambdaResult>;
}

/** The generated function in a folder, whose handlers run before it answers. */
export async function startDirectFunction(folder: string, options: StartOptions): Promise<RunningFunction> {
  const { recording, handler } = await createFunction(folder, options, { INBOX: 'direct' });
  return { handler, settled: async () => recording, log: recording.log, stop: async () => {} };
}

// A message that another run has comes again when that run would be over.
const timeoutSeconds = 7;

/** The two generated functions in a folder, with a queue and a table between them. */
export async function startQueuedFunctions(folder: string, options: StartOptions): Promise<RunningFunction> {
  const environment = await (await awsOfThisFile()).createEnvironment();
  const { parts, recording, running, log, handler } = await createFunction(folder, options, {
    INBOX: 'sqs',
    ...environment,
  });
  const { createLambdaWorker } = await importGenerated<WorkerModule>(folder, 'runtime/lambda-worker.ts');
  const { readLambdaWorkerConfig } = await importGenerated<ConfigModule>(folder, 'runtime/lambda-config.ts');
  const { countMessages, createQueueWorker } = await import('../../support/queue-worker.js');
  const config = readLambdaWorkerConfig({ ...environmentOf(options), ...environment });
  const worker = createQueueWorker({
    queueUrl: environment.QUEUE_URL,
    handler: await createLambdaWorker({ ...parts, log, config }),
    timeoutSeconds,
  });
  worker.start();
  return {
    handler,
    async settled() {
      while ((await countMessages(environment.QUEUE_URL)) > 0 || running() > 0) await wait(5);
      return recording;
    },
    log: recording.log,
    stop: () => worker.stop(),
  };
}

async function createFunction(
  folder: string,
  options: StartOptions,
  environment: Readonly<Record<string, string>>,
) {
  const { createLambdaReceiver } = await importGenerated<ReceiverModule>(
    folder,
    'runtime/lambda-receiver.ts',
  );
  const { createLambdaHandler } = await importGenerated<LambdaModule>(folder, 'runtime/lambda.ts');
  const { readLambdaConfig } = await importGenerated<ConfigModule>(folder, 'runtime/lambda-config.ts');
  const recorded = await recordHandlers(folder, options);
  const { routes, validators, handlers, onUnknown } = recorded.parts;
  const receiver = await createLambdaReceiver({
    config: readLambdaConfig({ ...environmentOf(options), ...environment }),
    routes,
    validators,
    log: recorded.log,
    loadHandlers: async () => ({ handlers, onUnknown }),
  });
  return { ...recorded, handler: createLambdaHandler(receiver) };
}

let starting: Promise<Aws> | undefined;

// Most files need neither, and both take a while to load.
async function awsOfThisFile(): Promise<Aws> {
  starting ??= import('../../support/aws.js').then(({ startAws }: AwsModule) => startAws());
  return starting;
}

afterAll(async () => (await starting)?.stop());
