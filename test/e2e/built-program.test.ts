import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { buildBundledModel } from '../../src/model/bundled.js';
import { renderReceiver } from '../../src/render/render.js';
import { targetNames, targets } from '../../src/render/targets/index.js';
import { temporaryFolder } from '../project/temporary-folder.js';

const program = fileURLToPath(new URL('../../bin/sinch-webhooks.js', import.meta.url));

it.each(targetNames)(
  'writes for %s, of what was built, every byte that is written of the source',
  async (name) => {
    const directory = await temporaryFolder();
    await promisify(execFile)(process.execPath, [program, 'generate', directory, '--target', name]);
    const files = await renderReceiver(await buildBundledModel(), targets[name]);

    expect(files.length).toBeGreaterThan(30);
    for (const { path, content } of files) {
      expect({ path, content: await readFile(join(directory, path), 'utf8') }).toEqual({ path, content });
    }
  },
);

it('writes the same where some events were chosen', async () => {
  const directory = await temporaryFolder();
  const { events } = await buildBundledModel();
  const chosen = events.filter((_event, index) => index % 4 === 1);
  const list = chosen.map(({ trigger }) => trigger).join(',');
  await promisify(execFile)(process.execPath, [
    program,
    'generate',
    directory,
    '--target',
    'express',
    '--events',
    list,
  ]);

  expect(chosen.length).toBeGreaterThan(2);
  for (const { path, content } of await renderReceiver({ events: chosen }, targets.express)) {
    expect({ path, content: await readFile(join(directory, path), 'utf8') }).toEqual({ path, content });
  }
});
