import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../project/temporary-folder.js';
import { tsc } from '../e2e/tsc.js';
import { declaredApi } from './declared-api.js';
import { root } from './install-packed.js';

const run = promisify(execFile);

// Update with: npx vitest run test/package/api -u
it('the package exports what it did, with the same signatures', async () => {
  const folder = await temporaryFolder();
  expect(await tsc(join(root, 'tsconfig.build.json'), '--outDir', folder)).toBe('');
  const declared = await declaredApi(folder);
  const exported = Object.keys((await import('../../src/index.js')) as object).toSorted();

  expect(exported.length).toBeGreaterThan(10);
  for (const name of exported) expect(declared).toMatch(new RegExp(`\\b${name}\\b`));
  const text = `// What a program can import: ${exported.join(', ')}.\n\n${declared}\n`;
  await expect(text).toMatchFileSnapshot('api.d.ts.txt');
});

it('every function of it is in docs/api.md', async () => {
  const page = await readFile(join(root, 'docs/api.md'), 'utf8');
  const exported = Object.keys((await import('../../src/index.js')) as object);
  expect(exported.filter((name) => !page.includes(`\`${name}`))).toEqual([]);
});

it('every example in docs/api.md compiles and prints what stands there', async () => {
  const page = await readFile(join(root, 'docs/api.md'), 'utf8');
  const examples = [...page.matchAll(/^```ts\n([^]*?)^```\n(?:\n```text\n([^]*?)^```$)?/gm)];
  expect(examples.length).toBeGreaterThan(4);
  const folder = await temporaryFolder({
    'package.json': '{ "type": "module" }\n',
    'asyncapi.yaml': await readFile(join(root, 'spec/sinch-conversation.yaml'), 'utf8'),
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        module: 'nodenext',
        target: 'es2023',
        strict: true,
        noUnusedLocals: true,
        types: ['node'],
        typeRoots: [join(root, 'node_modules/@types')],
      },
    }),
  });
  await mkdir(join(folder, 'node_modules'));
  await symlink(root, join(folder, 'node_modules/sinch-webhooks'), 'junction');
  for (const [index, [, code = '']] of examples.entries()) await writeFile(join(folder, `${index}.ts`), code);

  expect(await tsc(folder)).toBe('');
  // Each goes on with what the one before it has made.
  for (const [index, [, , printed = '']] of examples.entries()) {
    const { stdout, stderr } = await run(process.execPath, [`${index}.js`], { cwd: folder });
    expect({ index, stdout, stderr }).toEqual({ index, stdout: printed, stderr: '' });
  }
  await rm(join(folder, 'node_modules/sinch-webhooks'));
  expect(await readdir(folder)).toContain('my-receiver');
});
