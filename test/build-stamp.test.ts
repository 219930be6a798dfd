import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { hashFiles, readBuildStamp } from '../src/build-stamp.js';
import { isSettled } from '../src/project/settled.js';
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

it('is the same for the same build', () => {
  expect(readBuildStamp()).toMatch(/^[0-9a-f]{16}$/);
  expect(readBuildStamp()).toBe(readBuildStamp());
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
