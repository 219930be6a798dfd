import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '../src/generate.js';
import { targetNames } from '../src/render/targets/index.js';
import { doneBy, newReceiver } from './support/receiver-folder.js';
import { treeOf } from './support/tree.js';

describe('changing the target', () => {
  it('replaces adapter, entry and deployment, and leaves every handler alone', async () => {
    const directory = await newReceiver();
    await appendFile(join(directory, 'src/handlers/opt-in.ts'), '// mine\n');

    const done = doneBy(await generate({ directory, target: 'lambda' }));

    expect(done).toEqual(
      expect.arrayContaining([
        'delete src/server.ts',
        'create src/ingest.ts',
        'delete src/generated/runtime/fastify.ts',
        'create src/generated/runtime/lambda.ts',
        'delete Dockerfile',
        'create template.yaml',
        'overwrite package.json',
      ]),
    );
    expect(done.filter((line) => /handlers\/|types\.ts|validators\.ts/.test(line))).toEqual([]);
    expect(await readFile(join(directory, 'src/handlers/opt-in.ts'), 'utf8')).toMatch(/\/\/ mine\n$/);
  });

  it('is the same receiver as one generated for it, when nothing was edited', async () => {
    const directory = await newReceiver();
    await generate({ directory, target: 'lambda' });

    expect(await treeOf(directory)).toEqual(await treeOf(await newReceiver({ target: 'lambda' })));
  });
});

describe('changing the target and back is byte-identical', () => {
  const others = targetNames.filter((name) => name !== 'fastify');

  it.each(others)('with nothing edited, by way of %s', async (target) => {
    const directory = await newReceiver();
    expect(await thereAndBack(directory, target)).toEqual(await treeOf(await newReceiver()));
  });

  it.each(others)('with edits in handlers and scaffold, by way of %s', async (target) => {
    const directory = await newReceiver();
    await appendFile(join(directory, 'src/handlers/opt-in.ts'), '// mine\n');
    await appendFile(join(directory, 'README.md'), '\n## Mine\n');
    await appendFile(join(directory, '.env.example'), '\nMINE=1\n');
    await editPackageJson(directory);
    await writeFile(join(directory, 'src/mine.ts'), 'export {};\n');
    const before = await treeOf(directory);

    expect(await thereAndBack(directory, target)).toEqual(before);
  });

  it('with edits in files that the other target has none of', async () => {
    const directory = await newReceiver();
    await appendFile(join(directory, 'Dockerfile'), '# mine\n');
    await appendFile(join(directory, 'src/server.ts'), '// mine\n');
    const before = await treeOf(directory);

    expect(await thereAndBack(directory, 'lambda')).toEqual(before);
  });

  it('with an edit that conflicts with the other target', async () => {
    const directory = await newReceiver();
    await writeFile(join(directory, 'README.md'), 'mine\n');
    const before = await treeOf(directory);

    const { files } = await generate({ directory, target: 'lambda' });
    expect(files.filter(({ path }) => path.startsWith('README.md'))).toMatchObject([
      { path: 'README.md', action: 'conflict', after: 'mine\n' },
      { path: 'README.md.sinch-new', action: 'create', reason: 'waits for you' },
    ]);
    await generate({ directory, target: 'fastify' });
    expect(await treeOf(directory)).toEqual(before);
  });

  it('with files of the line ends of Windows', async () => {
    const directory = await newReceiver();
    for (const [path, text] of Object.entries(await treeOf(directory))) {
      await writeFile(join(directory, path), text.replaceAll('\n', '\r\n'), 'latin1');
    }
    const before = await treeOf(directory);
    const after = await thereAndBack(directory, 'express');

    // What is in both targets keeps its line ends; what comes back is written with those of this tool.
    const both = [
      'README.md',
      'package.json',
      'src/generated/types.ts',
      '.sinch-webhooks/pristine/README.md',
    ];
    for (const path of both) expect(after[path], path).toBe(before[path]);
    const withLf = (tree: Record<string, string>) =>
      Object.entries(tree).map(([path, text]) => [path, text.replaceAll('\r\n', '\n')]);
    expect(withLf(after)).toEqual(withLf(before));
  });
});

async function thereAndBack(directory: string, target: (typeof targetNames)[number]) {
  const { changes } = await generate({ directory, target });
  expect(changes.length).toBeGreaterThan(5);
  await generate({ directory, target: 'fastify' });
  return treeOf(directory);
}

async function editPackageJson(directory: string): Promise<void> {
  const path = join(directory, 'package.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, Record<string, string>>;
  manifest['scripts'] = { ...manifest['scripts'], lint: 'eslint .' };
  manifest['dependencies'] = { ...manifest['dependencies'], pg: '^8.0.0' };
  await writeFile(path, `${JSON.stringify(manifest, null, 4)}\n`);
}
