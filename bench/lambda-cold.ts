import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { secret } from '../test/chaos/receiver-process.js';
import { buildLambdaBundles, type LambdaBundles } from './lambda-bundles.js';
import { median } from './measured.js';

/** Times are medians, in milliseconds. */
export interface LambdaCold {
  readonly ingestBytes: number;
  readonly workerBytes: number;
  /** To import a function that does nothing. */
  readonly empty: number;
  /** How much longer it takes to import the function that answers, set to call handlers before it answers. */
  readonly direct: number;
  /** The same, set to put events into SQS, without what the SDK of AWS takes. */
  readonly queue: number;
  /** The same, with the SDK. */
  readonly queueWithSdk: number;
  /** How much longer the function takes that handles the events of the queue, without the SDK. */
  readonly worker: number;
  /** How much longer it takes to import `node:crypto` and nothing else, without which no signature is checked. */
  readonly least: number;
}

/** Imports each function in a process of its own, in turn, so that what else the machine does meets them all. */
export async function measureLambdaCold({ rounds }: { readonly rounds: number }): Promise<LambdaCold> {
  const bundles = await buildLambdaBundles();
  const subjects = subjectsOf(bundles);
  const found = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round += 1) {
    const empty = await importOnce(subjects.empty);
    for (const [name, subject] of Object.entries(subjects)) {
      const milliseconds = name === 'empty' ? empty : (await importOnce(subject)) - empty;
      // The first round brings the files into the memory of the system.
      if (round > 0) found.set(name, [...(found.get(name) ?? []), milliseconds]);
    }
  }
  const of = (name: keyof typeof subjects): number => median(found.get(name) ?? []);
  return {
    ingestBytes: bundles.ingestBytes,
    workerBytes: bundles.workerBytes,
    empty: of('empty'),
    direct: of('direct'),
    queue: of('queue'),
    queueWithSdk: of('queueWithSdk'),
    worker: of('worker'),
    least: of('least'),
  };
}

interface Subject {
  readonly module: string;
  readonly environment: Readonly<Record<string, string>>;
}

function subjectsOf({ folder, folderWithoutSdk }: LambdaBundles) {
  const bundled = (place: string, name: string): string => pathToFileURL(join(place, name, 'index.mjs')).href;
  const queue = { INBOX: 'sqs', QUEUE_URL: 'https://sqs.invalid/queue', IDENTITY_TABLE: 'identities' };
  const quarantine = { QUARANTINE_QUEUE_URL: 'https://sqs.invalid/quarantine' };
  return {
    empty: { module: bundled(folderWithoutSdk, 'empty'), environment: {} },
    direct: { module: bundled(folderWithoutSdk, 'ingest'), environment: { INBOX: 'direct' } },
    queue: { module: bundled(folderWithoutSdk, 'ingest'), environment: queue },
    queueWithSdk: { module: bundled(folder, 'ingest'), environment: queue },
    worker: {
      module: bundled(folderWithoutSdk, 'worker'),
      environment: { ...queue, ...quarantine },
    },
    least: { module: bundled(folderWithoutSdk, 'least'), environment: {} },
  } satisfies Record<string, Subject>;
}

const run = promisify(execFile);

async function importOnce({ module, environment }: Subject): Promise<number> {
  const script =
    `const startedAt = performance.now(); await import(${JSON.stringify(module)});` +
    'console.log(performance.now() - startedAt);';
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
    env: { SINCH_WEBHOOK_SECRET: secret, AWS_REGION: 'eu-west-1', ...environment },
  });
  return Number(stdout);
}
