import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { secret } from '../test/chaos/receiver-process.js';
import { buildLambdaBundles, type LambdaBundles } from './lambda-bundles.js';
import { median } from './measured.js';

/**
 * Medians, in milliseconds that the process has worked: others on the machine lengthen those less than the wait. Where
 * there are no others, both tell nearly the same.
 */
export interface LambdaCold {
  readonly ingestBytes: number;
  readonly workerBytes: number;
  /** To import a function that does nothing. The others are what they take longer than that. */
  readonly empty: number;
  /** A function that imports `node:crypto` and no more, without which no signature is checked. */
  readonly least: number;
  /** The function that answers, set to call handlers before it answers. */
  readonly direct: number;
  /** The same, set to put events into SQS, without what the SDK of AWS takes. */
  readonly queue: number;
  /** The function that handles the events of the queue, without the SDK. */
  readonly worker: number;
  /** The SDK alone: what talks to SQS and DynamoDB. */
  readonly sdk: number;
  /** The function that answers and puts events into SQS, with the SDK. */
  readonly queueWithSdk: number;
}

/** Imports each function in a process of its own, in turn, so that what else the machine does meets them all. */
export async function measureLambdaCold({ rounds }: { readonly rounds: number }): Promise<LambdaCold> {
  const bundles = await buildLambdaBundles();
  const subjects = subjectsOf(bundles);
  const times: Record<keyof typeof subjects, number>[] = [];
  // The first round brings the files into the memory of the system.
  for (let round = 0; round <= rounds; round += 1) {
    const found = await importAll(subjects);
    if (round > 0) times.push(found);
  }
  type Name = keyof typeof subjects;
  const over = (name: Name, other: Name): number => median(times.map((found) => found[name] - found[other]));
  return {
    ingestBytes: bundles.ingestBytes,
    workerBytes: bundles.workerBytes,
    empty: median(times.map(({ empty }) => empty)),
    least: over('least', 'empty'),
    direct: over('direct', 'empty'),
    queue: over('queue', 'sdkStandIn'),
    worker: over('worker', 'sdkStandIn'),
    sdk: over('sdk', 'empty'),
    queueWithSdk: over('queueWithSdk', 'empty'),
  };
}

async function importAll<Name extends string>(
  subjects: Record<Name, Subject>,
): Promise<Record<Name, number>> {
  const times: [string, number][] = [];
  for (const [name, subject] of Object.entries<Subject>(subjects)) {
    times.push([name, await importOnce(subject)]);
  }
  return Object.fromEntries(times) as Record<Name, number>;
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
    least: { module: bundled(folderWithoutSdk, 'least'), environment: {} },
    direct: { module: bundled(folderWithoutSdk, 'ingest'), environment: { INBOX: 'direct' } },
    sdkStandIn: { module: bundled(folderWithoutSdk, 'sdk'), environment: {} },
    queue: { module: bundled(folderWithoutSdk, 'ingest'), environment: queue },
    worker: { module: bundled(folderWithoutSdk, 'worker'), environment: { ...queue, ...quarantine } },
    sdk: { module: bundled(folder, 'sdk'), environment: {} },
    queueWithSdk: { module: bundled(folder, 'ingest'), environment: queue },
  } satisfies Record<string, Subject>;
}

const run = promisify(execFile);

async function importOnce({ module, environment }: Subject): Promise<number> {
  const script =
    `const before = process.cpuUsage(); await import(${JSON.stringify(module)});` +
    'const { user, system } = process.cpuUsage(before); console.log((user + system) / 1000);';
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
    env: { SINCH_WEBHOOK_SECRET: secret, AWS_REGION: 'eu-west-1', ...environment },
  });
  return Number(stdout);
}
