import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { printedBy } from '../support/printed-by.js';
import { generate } from '../../src/generate.js';
import { tsc } from '../e2e/tsc.js';
import { targetNames } from '../../src/render/targets/index.js';
import { installPacked, type Packed, root, run } from './install-packed.js';

// The other tests run the source. Here is what its users run: bundled, packed, and alone in an empty folder.
let folder = '';
let packed: Packed;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinch-webhooks-packed-'));
  packed = await installPacked(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('is one package of at most 12 MB, and runs nothing when it is installed', async () => {
  const installed = await readdir(join(folder, 'user/node_modules'));
  const description = await readJson('user/node_modules/sinch-webhooks/package.json');

  expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['sinch-webhooks']);
  expect(packed.unpackedSize).toBeLessThanOrEqual(12_000_000);
  expect(description['dependencies']).toBeUndefined();
  expect(Object.keys(description['scripts'] as object).filter((name) => /install/.test(name))).toEqual([]);
});

it('carries the pages of the documentation, and nothing of the site that is made of them', async () => {
  const docs = await readdir(join(folder, 'user/node_modules/sinch-webhooks/docs'), { recursive: true });
  const files = docs.filter((path) => path.includes('.'));

  expect(files).toContain(join('targets', 'express.md'));
  expect(files.filter((path) => !/\.(md|png|svg)$/.test(path))).toEqual([]);
  expect(await readdir(join(folder, 'user/node_modules/sinch-webhooks'))).not.toContain('site');
});

it.each(targetNames)('writes the same receiver as the source does, for %s', async (target) => {
  const { stdout } = await sinchWebhooks('generate', `packed-${target}`, '--target', target);
  await generate({ directory: join(folder, `source-${target}`), target });

  expect(stdout).toContain('22 events');
  const written = await readFiles(join(folder, 'user', `packed-${target}`));
  expect(written.size).toBeGreaterThan(100);
  expect([...written]).toEqual([...(await readFiles(join(folder, `source-${target}`)))]);
  expect((await sinchWebhooks('check', `packed-${target}`)).stdout).toContain('is up to date');
});

it('reads a document that is not its own, and asks the AsyncAPI parser of it', async () => {
  const document = await readFile(join(root, 'spec/sinch-conversation.yaml'), 'utf8');
  await writeFile(join(folder, 'user/good.yaml'), document);
  await writeFile(join(folder, 'user/bad.yaml'), document.replace('title:', 'titel:'));

  await sinchWebhooks('generate', 'from-file', '--target', 'lambda', '--spec', 'good.yaml');
  const types = 'src/generated/types.ts';
  expect(await readFile(join(folder, 'user/from-file', types), 'utf8')).toBe(
    await readFile(join(folder, 'user/packed-lambda', types), 'utf8'),
  );
  await expect(sinchWebhooks('validate', 'bad.yaml')).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/error\[SPEC_INVALID\]: .*titel/),
  });
});

it('can be imported, with types that need no other package', async () => {
  const { version } = await readJson('user/node_modules/sinch-webhooks/package.json');
  await writeFile(
    join(folder, 'user/use.ts'),
    `import { defineConfig, plan, sign, targetNames, UserError, type RunResult } from 'sinch-webhooks';
defineConfig({ target: 'lambda', sandbox: { duplicates: '20%' } });
// @ts-expect-error A target that there is not.
defineConfig({ target: 'koa' });
const result: RunResult = await plan({ directory: 'imported', target: 'express' });
const count: number = result.files.length;
console.log(JSON.stringify([count > 100, targetNames, typeof sign, UserError.name]));
`,
  );
  await writeFile(
    join(folder, 'user/tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        module: 'nodenext',
        target: 'es2023',
        strict: true,
        skipLibCheck: false,
        rootDir: '.',
        types: ['node'],
        typeRoots: [join(root, 'node_modules/@types')],
      },
      files: ['use.ts'],
    }),
  );

  // A package might be found in a folder around this one.
  const types = await readFiles(join(folder, 'user/node_modules/sinch-webhooks/dist/types'));
  const specifiers = [...types.values()].flatMap((text) =>
    [...text.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, specifier]) => specifier),
  );
  expect(specifiers.length).toBeGreaterThan(20);
  expect(specifiers.filter((specifier) => !/^(\.|node:)/.test(specifier ?? ''))).toEqual([]);
  expect(await tsc(join(folder, 'user'))).toBe('');
  const { stdout } = await run(process.execPath, ['use.js'], { cwd: join(folder, 'user') });
  expect(JSON.parse(stdout)).toEqual([true, targetNames, 'function', 'UserError']);
  expect((await sinchWebhooks('--version')).stdout).toBe(`${String(version)}\n`);
});

it('reads settings in TypeScript, of which it brings the compiler', async () => {
  const settings = `import { defineConfig } from 'sinch-webhooks';
import { events } from './chosen.js';

export default defineConfig({ target: 'lambda', events } satisfies object);
`;
  await writeFile(
    join(folder, 'user/chosen.ts'),
    "enum Event { optIn = 'OPT_IN' }\nexport const events = [Event.optIn];\n",
  );
  await writeFile(join(folder, 'user/settings.ts'), settings);
  await writeFile(join(folder, 'user/broken.mts'), `${settings}\nconst = 1;\n`);

  const { stdout } = await sinchWebhooks('generate', '--config', 'settings.ts', '--print-config');
  expect(stdout).toMatch(/^target +lambda +file: settings\.ts$/m);
  expect(stdout).toMatch(/^events +OPT_IN +file: settings\.ts$/m);
  await expect(sinchWebhooks('generate', '--config', 'broken.mts')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^error: broken\.mts:6 cannot be read: Unexpected token\n/),
  });
});

it('serves the page of the sandbox, all of it', async () => {
  const program = 'node_modules/sinch-webhooks/bin/sinch-webhooks.js';
  const child = spawn(process.execPath, [program, 'sandbox', '--port', '0'], { cwd: join(folder, 'user') });
  try {
    const [, url] = await printedBy(child, /(http:\/\/[^\s,]+), which is its page/);
    const pages = join(root, 'pages/sandbox');
    const files = await readdir(pages);

    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const served = await fetch(`${url}/${file === 'index.html' ? '' : file}`);
      expect(await served.text(), file).toBe(await readFile(join(pages, file), 'utf8'));
    }
  } finally {
    child.kill();
  }
});

function sinchWebhooks(...argv: readonly string[]) {
  const program = 'node_modules/sinch-webhooks/bin/sinch-webhooks.js';
  return run(process.execPath, [program, ...argv], { cwd: join(folder, 'user') });
}

async function readJson(path: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(folder, path), 'utf8')) as Record<string, unknown>;
}

/** The text of every file, by its path. */
async function readFiles(directory: string): Promise<Map<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = paths
    .toSorted()
    .map(async (path) => [path.slice(directory.length), await readFile(path, 'utf8')] as const);
  return new Map(await Promise.all(texts));
}
