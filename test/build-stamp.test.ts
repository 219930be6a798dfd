import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { hashFiles, readBuildStamp } from '../src/build-stamp.js';
import { isSettled } from '../src/project/settled.js';
import { recipes } from '../src/render/recipes/index.js';
import { targets } from '../src/render/targets/index.js';
import { fileOf, manifestOf, wrote } from './project/files.js';
import { temporaryFolder } from './project/temporary-folder.js';

it('differs as soon as a file of what it is made of does', async () => {
  const folder = await temporaryFolder({ 'a.ts': 'a\n', 'b/c.ts': 'c\n' });
  const hash = () => hashFiles('code', [pathToFileURL(`${folder}/`)]);
  const first = hash();
  const seen = new Set([first, hashFiles('other code', [pathToFileURL(`${folder}/`)])]);

  await writeFile(join(folder, 'a.ts'), 'A\n');
  seen.add(hash());
  await writeFile(join(folder, 'a.ts'), 'a\r\n');
  expect(hash()).toBe(first);
  await rm(join(folder, 'b/c.ts'));
  seen.add(hash());
  expect(seen.size).toBe(4);
});

it('differs where a file moves from one folder to the next', async () => {
  const folder = await temporaryFolder({ 'a/b.ts': '', 'c/d.ts': '' });
  const urls = ['a', 'c'].map((name) => pathToFileURL(join(folder, name, '/')));
  const before = hashFiles('code', urls);
  await rename(join(folder, 'c/d.ts'), join(folder, 'a/d.ts'));
  expect(hashFiles('code', urls)).not.toBe(before);
});

it('is the same for the same build, target and recipe', () => {
  const { fastify, lambda } = targets;
  expect(readBuildStamp(fastify)).toMatch(/^[0-9a-f]{16}$/);
  expect(readBuildStamp(fastify)).toBe(readBuildStamp(fastify));
  expect(readBuildStamp(lambda)).not.toBe(readBuildStamp(fastify));
  expect(readBuildStamp(fastify, recipes.chatbot)).not.toBe(readBuildStamp(fastify));
});

it('is part of what a run compares before it says that it has nothing to do', () => {
  const state = wrote(fileOf('generated', 'g'));
  const { build: _build, ...unbuilt } = manifestOf([]);

  expect(isSettled(state, manifestOf([]))).toBe(true);
  expect(isSettled(state, { ...manifestOf([]), build: 'another' })).toBe(false);
  expect(isSettled(state, unbuilt)).toBe(false);
  expect(isSettled({ ...state, manifest: { ...unbuilt, files: {} } }, unbuilt)).toBe(false);
});

it('is written last, by the script that builds', async () => {
  const { scripts } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    scripts: { build: string };
  };

  expect(scripts.build).toMatch(/ scripts\/build-stamp\.js$/);
});
