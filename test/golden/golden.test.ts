import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildBundledModel } from '../../src/model/bundled.js';
import { renderReceiver, type GeneratedFile } from '../../src/render/render.js';
import { targetNames, targets, type TargetName } from '../../src/render/targets/index.js';

// What a change to the generator changes in a receiver stands in its diff: `npx vitest run test/golden -u` updates
// the folders beside this file. `fastify` is whole; the others hold what differs from it.
const whole: TargetName = 'fastify';

const golden = new Map<TargetName, readonly GeneratedFile[]>();

beforeAll(async () => {
  const model = await buildBundledModel();
  const reference = (await renderReceiver(model, targets[whole])).filter(isWritten);
  for (const name of targetNames) {
    const files = (await renderReceiver(model, targets[name])).filter(isWritten);
    golden.set(name, name === whole ? reference : files.filter((file) => !isAmong(reference, file)));
  }
});

describe.each(targetNames)('the receiver for %s', (name) => {
  it('is the one that was reviewed', async () => {
    const files = golden.get(name) ?? [];

    expect(files.map(({ path }) => path)).toContain('package.json');
    for (const { path, content } of files) await expect(content).toMatchFileSnapshot(`${name}/${path}`);
  });

  it('leaves nothing behind that is no longer generated', () => {
    const paths = (golden.get(name) ?? []).map(({ path }) => path);
    const stale = listFiles(new URL(`./${name}/`, import.meta.url)).filter((path) => !paths.includes(path));

    expect(stale, `Remove these from test/golden/${name}.`).toEqual([]);
  });
});

// The runtime and the samples are copies of files of this package, which test/render compares with them.
function isWritten({ path }: GeneratedFile): boolean {
  return !path.startsWith('src/generated/runtime/') && !path.startsWith('test/samples/');
}

function listFiles(url: URL): string[] {
  const folder = fileURLToPath(url);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
}

function isAmong(files: readonly GeneratedFile[], { path, content }: GeneratedFile): boolean {
  return files.some((file) => file.path === path && file.content === content);
}
