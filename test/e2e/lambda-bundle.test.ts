import { execFile } from 'node:child_process';
import { access, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { LambdaEvent, LambdaResult } from '../../src/runtime/lambda-event.js';
import type { LambdaContext, SqsBatchResult, SqsEvent } from '../../src/runtime/sqs-event.js';
import { useAws } from '../support/aws.js';
import { createQueueWorker } from '../support/queue-worker.js';
import { samples } from '../support/samples.js';
import { secret, signDelivery } from '../support/signed-delivery.js';
import { generateReceiver } from './generate-receiver.js';

type Ingest = (event: LambdaEvent) => Promise<LambdaResult>;
type Worker = (event: SqsEvent, context: LambdaContext) => Promise<SqsBatchResult>;

const run = promisify(execFile);

describe('the functions of a receiver for Lambda, each in a folder', () => {
  const aws = useAws();
  let folder = '';

  beforeAll(async () => {
    folder = await generateReceiver('e2e-lambda-bundle', 'lambda');
    // As a driver of a database does.
    await writeFile(join(folder, 'src/driver.cjs'), "exports.name = require('node:os').platform();\n");
    const handler = join(folder, 'src/handlers/opt-in.ts');
    const text = await readFile(handler, 'utf8');
    await writeFile(handler, `// @ts-ignore\nimport '../driver.cjs';\n${text}`);
    await run(process.execPath, ['bundle.js'], { cwd: folder });
  });

  async function load<Handler>(name: string): Promise<Handler> {
    const url = pathToFileURL(join(folder, 'bundle', name, 'index.mjs')).href;
    return ((await import(/* @vite-ignore */ url)) as { handler: Handler }).handler;
  }

  it.each(['ingest', 'worker'])('%s is small, and has the SDK of AWS not in it', async (name) => {
    const text = await readFile(join(folder, 'bundle', name, 'index.mjs'), 'utf8');
    expect(text).toContain('import("@aws-sdk/client-sqs")');
    expect(text).not.toMatch(/from ?"@aws-sdk/);
    expect(text.length).toBeLessThan(80_000);
  });

  it('ingest has the handlers, and what they import, in a file that is read only where they are called', async () => {
    const names = await readdir(join(folder, 'bundle/ingest'));
    const handlers = names.filter((name) => /^handlers-.*\.mjs$/.test(name));
    expect(handlers).toHaveLength(1);
    const text = await readFile(join(folder, 'bundle/ingest/index.mjs'), 'utf8');
    expect(text).not.toContain('node:os');
    expect(text).toContain(`import("./${handlers[0]}")`);
  });

  it('ingest starts without the SDK of AWS where no queue and no secret is kept there', async () => {
    // Beyond the repository, where no package can be found.
    const elsewhere = await mkdtemp(join(tmpdir(), 'sinch-webhooks-ingest-'));
    await cp(join(folder, 'bundle/ingest'), elsewhere, { recursive: true });
    const url = pathToFileURL(join(elsewhere, 'index.mjs')).href;
    const script = `const { handler } = await import(${JSON.stringify(url)}); console.log(typeof handler);`;
    const start = (environment: Record<string, string>) =>
      run(process.execPath, ['--input-type=module', '--eval', script], {
        env: { SINCH_WEBHOOK_SECRET: secret, ...environment },
      });

    expect((await start({ INBOX: 'direct' })).stdout).toBe('function\n');
    const queue = { INBOX: 'sqs', QUEUE_URL: 'https://sqs.invalid/queue', IDENTITY_TABLE: 'identities' };
    await expect(start(queue)).rejects.toThrow(/Cannot find package '@aws-sdk/);
    await rm(elsewhere, { recursive: true });
  });

  it.each(['ingest', 'worker'])('%s imports no module of Node that takes long to load', async (name) => {
    const text = await readFile(join(folder, 'bundle', name, 'index.mjs'), 'utf8');
    expect(text).toMatch(/from ?"node:crypto"/);
    expect(text).not.toMatch(/from ?"node:(fs|fs\/promises|http|https|net|stream|util|worker_threads)"/);
  });

  it('are bundled without what an earlier build has left', async () => {
    const left = join(folder, 'bundle/ingest/handlers-LEFT.mjs');
    await writeFile(left, '');
    await run(process.execPath, ['bundle.js'], { cwd: folder });
    await expect(access(left)).rejects.toThrow('ENOENT');
  });

  it('take every event through the queue to its handler', async () => {
    const environment = await aws().createEnvironment();
    for (const [name, value] of Object.entries({
      ...environment,
      INBOX: 'sqs',
      SINCH_WEBHOOK_SECRET: secret,
    })) {
      vi.stubEnv(name, value);
    }
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const ingest = await load<Ingest>('ingest');
    const work = await load<Worker>('worker');

    for (const { trigger, body } of samples) {
      const { headers } = signDelivery(body);
      const requestContext = { stage: '$default', http: { method: 'POST' } };
      const event = { rawPath: '/webhooks/sinch', headers, body: body.toString('utf8'), requestContext };
      expect((await ingest(event)).statusCode, trigger).toBe(200);
    }
    const { runOnce } = createQueueWorker({ queueUrl: environment.QUEUE_URL, handler: work });
    while ((await runOnce()) !== undefined);

    const lines = written.mock.calls.map(([line]) => String(line));
    const handled = lines.flatMap((line) => /"message":"(\w+) handled"/.exec(line)?.[1] ?? []);
    expect(handled.toSorted()).toEqual(samples.map(({ trigger }) => trigger).toSorted());
  });

  it('do not start without what they need, and say all that is missing', async () => {
    const worker = pathToFileURL(join(folder, 'bundle/worker/index.mjs')).href;
    const script = `await import(${JSON.stringify(worker)})`;
    const failed = run(process.execPath, ['--input-type=module', '--eval', script], { env: {} });
    await expect(failed).rejects.toThrow(/QUEUE_URL[^]*IDENTITY_TABLE[^]*QUARANTINE_QUEUE_URL/);
  });
});
