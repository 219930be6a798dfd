import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { receiverFolder } from './built-receivers.js';

/** The functions of a receiver for Lambda, each in one file, and two to compare them with, built in the same way. */
export interface LambdaBundles {
  /**
   * A folder with `ingest` and `worker`, and with `empty`, which does nothing, and `least`, which imports what checks a
   * signature. The SDK of AWS is the real one here.
   */
  readonly folder: string;
  /** The same, in which the packages of the SDK have the names that are imported and nothing behind them. */
  readonly folderWithoutSdk: string;
  readonly ingestBytes: number;
  readonly workerBytes: number;
}

const run = promisify(execFile);

/** Builds them as `npm run build` in the receiver does. */
export async function buildLambdaBundles(): Promise<LambdaBundles> {
  const receiver = await receiverFolder('lambda');
  const folder = join(receiver, 'bundle');
  const folderWithoutSdk = join(receiver, 'bundle-without-sdk');
  await writeFile(join(receiver, 'src/empty.ts'), emptyFunction);
  await writeFile(
    join(receiver, 'src/least.ts'),
    `export { createHmac } from 'node:crypto';\n${emptyFunction}`,
  );
  const script = await readFile(join(receiver, 'bundle.js'), 'utf8');
  const withMore = script.replace(
    'entryPoints: {',
    "entryPoints: { 'empty/index': 'src/empty.ts', 'least/index': 'src/least.ts',",
  );
  if (withMore === script) throw new Error('bundle.js has no entry points where they are looked for.');
  await writeFile(join(receiver, 'bundle-measured.js'), withMore);
  await run(process.execPath, ['bundle-measured.js'], { cwd: receiver });

  await rm(folderWithoutSdk, { recursive: true, force: true });
  await cp(folder, folderWithoutSdk, { recursive: true });
  for (const [name, exported] of Object.entries(sdk)) await writeStandIn(folderWithoutSdk, name, exported);
  const bytesOf = async (name: string): Promise<number> => (await stat(join(folder, name, 'index.mjs'))).size;
  return {
    folder,
    folderWithoutSdk,
    ingestBytes: await bytesOf('ingest'),
    workerBytes: await bytesOf('worker'),
  };
}

const emptyFunction = 'export const handler = async () => ({ statusCode: 200 });\n';

/** What is imported of the SDK. */
const sdk = {
  'client-sqs': ['SQSClient', 'SendMessageCommand', 'ChangeMessageVisibilityCommand'],
  'client-dynamodb': [
    'DynamoDBClient',
    'GetItemCommand',
    'PutItemCommand',
    'UpdateItemCommand',
    'DeleteItemCommand',
  ],
};

async function writeStandIn(folder: string, name: string, exported: readonly string[]): Promise<void> {
  const place = join(folder, 'node_modules/@aws-sdk', name);
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), '{ "type": "module", "exports": "./index.js" }\n');
  const classes = exported.map((each) => `export class ${each} {}\n`);
  await writeFile(join(place, 'index.js'), classes.join(''));
}
