import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { LambdaEvent, LambdaResult } from '../../src/runtime/lambda-event.js';
import { sampleOf } from '../support/samples.js';
import { secret } from '../support/signed-delivery.js';
import { lambdaEvent, lambdaShapes } from './harness/lambda-shapes.js';
import { signedRequest } from './harness/request.js';
import { generatedFolder } from './harness/start.js';

const entry = pathToFileURL(join(generatedFolder({ target: 'lambda' }), 'dist/ingest.js')).href;

interface LambdaEntry {
  readonly handler: (event: LambdaEvent) => Promise<LambdaResult>;
}

/** Loads the entry as a function does when it starts. */
async function loadEntry(environment: Readonly<Record<string, string>>): Promise<LambdaEntry> {
  vi.resetModules();
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  return (await import(entry)) as LambdaEntry;
}

beforeEach(() => void vi.unstubAllEnvs());

describe('the entry of a function', () => {
  it.each(lambdaShapes)('takes a callback through $name', async (shape) => {
    const { handler } = await loadEntry({ SINCH_WEBHOOK_SECRET: secret, LOG_LEVEL: 'silent' });
    const event = lambdaEvent(shape, signedRequest(sampleOf('MESSAGE_INBOUND')), false);
    expect(shape.responseOf(await handler(event))).toMatchObject({ status: 200, body: 'accepted' });
  });

  it('does not start without a secret, and names the variable', async () => {
    const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`);
    });
    const error = vi.spyOn(console, 'error').mockReturnValue();
    onTestFinished(() => void [exit, error].map((spy) => spy.mockRestore()));
    await expect(loadEntry({ SINCH_WEBHOOK_SECRET: '' })).rejects.toThrow('exit 1');
    expect(error).toHaveBeenCalledWith(expect.stringContaining('SINCH_WEBHOOK_SECRET is not set'));
  });
});
