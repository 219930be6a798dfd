import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { buildBundledModel } from '../../src/model/bundled.js';
import { renderReceiver } from '../../src/render/render.js';
import { targets } from '../../src/render/targets/index.js';
import { temporaryFolder } from '../project/temporary-folder.js';

const program = fileURLToPath(new URL('../../bin/sinch-webhooks.js', import.meta.url));

it('writes of the model that was built, for some of its events, what is written of the source', async () => {
  const directory = await temporaryFolder();
  const { events } = await buildBundledModel();
  const chosen = events.filter((_event, index) => index % 4 === 1);
  const list = chosen.map(({ trigger }) => trigger).join(',');
  const flags = ['--target', 'express', '--events', list];
  await promisify(execFile)(process.execPath, [program, 'generate', directory, ...flags]);

  expect(chosen.length).toBeGreaterThan(2);
  for (const { path, content } of await renderReceiver({ events: chosen }, targets.express)) {
    expect({ path, content: await readFile(join(directory, path), 'utf8') }).toEqual({ path, content });
  }
});
