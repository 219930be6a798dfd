import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { bytesOf } from '../../bench/lambda-bundles.js';
import { bundleValidators } from '../../bench/validators.js';
import { generateReceiver } from '../e2e/generate-receiver.js';

const run = promisify(execFile);

// The same bytes on every machine, so that they can be held to a number.
describe('what is generated from the bundled document is small once it is minified', () => {
  let folder = '';

  beforeAll(async () => {
    folder = await generateReceiver('sizes', 'lambda');
    await run(process.execPath, ['bundle.js'], { cwd: folder });
  });

  it('the validators of all 22 events, with all that they import, take less than 40 KB', async () => {
    const file = await bundleValidators(folder);
    const { validators } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
      validators: object;
    };

    expect(Object.keys(validators)).toHaveLength(22);
    expect((await stat(file)).size).toBeLessThan(40_000);
  });

  it.each(['ingest', 'worker'])('the function %s takes less than 60 KB', async (name) => {
    const bytes = await bytesOf(join(folder, 'bundle', name));

    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(60_000);
  });
});
