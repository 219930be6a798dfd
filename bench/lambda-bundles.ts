import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { receiverFolder } from './built-receivers.js';

/** The functions of a receiver for Lambda, each in a folder, and some to compare them with, built in the same way. */
export interface LambdaBundles {
  /**
   * A folder with `ingest` and `worker`, and with `empty`, which does nothing, `least`, which imports what checks a
   * signature, and `sdk`, which imports what talks to SQS and DynamoDB. The SDK of AWS is the real one here.
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
  for (const [name, text] of Object.entries(compared)) {
    await writeFile(join(receiver, `src/${name}.ts`), text);
  }
  const script = await readFile(join(receiver, 'bundle.js'), 'utf8');
  const more = Object.keys(compared).map((name) => `await bundle('${name}');\n`);
  await writeFile(join(receiver, 'bundle-measured.js'), [script, ...more].join('\n'));
  await run(process.execPath, ['bundle-measured.js'], { cwd: receiver });

  await rm(folderWithoutSdk, { recursive: true, force: true });
  await cp(folder, folderWithoutSdk, { recursive: true });
  for (const [name, exported] of Object.entries(sdk)) await writeStandIn(folderWithoutSdk, name, exported);
  return {
    folder,
    folderWithoutSdk,
    ingestBytes: await bytesOf(join(folder, 'ingest')),
    workerBytes: await bytesOf(join(folder, 'worker')),
  };
}

/** What the modules in a folder take. */
export async function bytesOf(folder: string): Promise<number> {
  const modules = (await readdir(folder)).filter((name) => name.endsWith('.mjs'));
  const sizes = await Promise.all(modules.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

const handler = 'export const handler = async () => ({ statusCode: 200 });\n';

const compared = {
  empty: handler,
  least: `export { createHmac } from 'node:crypto';\n${handler}`,
  sdk: `await Promise.all([import('@aws-sdk/client-sqs'), import('@aws-sdk/client-dynamodb')]);\n${handler}`,
};

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
