import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nodeFileSystem } from '../../src/project/file-system.js';
import { readTemplateFolder } from '../../src/project/template-folder.js';
import { listTemplatePaths } from '../../src/render/templates.js';
import { failureOf } from '../spec/spec-text.js';
import { temporaryFolder } from './temporary-folder.js';

it('has the texts by the paths of the templates, and the helpers by their names', async () => {
  const folder = await temporaryFolder({
    'server/Dockerfile.hbs': 'FROM scratch\r\n',
    'helpers/upper-case.mjs': 'x',
    '.DS_Store': '',
  });
  const { texts, helpers } = await read(folder);
  expect([...texts]).toEqual([['server/Dockerfile.hbs', 'FROM scratch\n']]);
  expect(helpers.map(({ name, file }) => [name, file])).toEqual([
    ['upper-case', join(folder, 'helpers/upper-case.mjs')],
  ]);
});

it('changes its digest with a text, a path or a helper, and not with line ends', async () => {
  const digests: string[] = [];
  for (const files of [
    { 'server/Dockerfile.hbs': 'a\n' },
    { 'server/Dockerfile.hbs': 'a\r\n' },
    { 'server/Dockerfile.hbs': 'b\n' },
    { 'server/compose.yaml.hbs': 'a\n' },
    { 'server/Dockerfile.hbs': 'a\n', 'helpers/a.js': 'x' },
    { 'server/Dockerfile.hbs': 'a\n', 'helpers/a.js': 'y' },
  ])
    digests.push((await read(await temporaryFolder(files))).digest);

  expect(digests[0]).toBe(digests[1]);
  expect(new Set(digests).size).toBe(5);
});

it.each([
  ['src/config.ts.hbs', 'common/src'],
  ['fastify/src/sever.ts.hbs', 'fastify/src/server.ts.hbs'],
  ['common/src/config.ts', 'common/src/config.ts.hbs'],
  ['lambda/src/worker.js.hbs', 'lambda/src/worker.ts.hbs'],
])('refuses %s, which replaces no template, and names the nearest: %s', async (path, meant) => {
  const folder = await temporaryFolder({ [path]: 'x\n' });
  expect(await failureOf(() => read(folder))).toMatchObject({
    code: 'TEMPLATES_UNUSABLE',
    help: expect.stringContaining(`Did you mean ${meant}?`),
  });
});

it('refuses what is called like no helper', async () => {
  const folder = await temporaryFolder({ 'helpers/shout.ts': 'x\n' });
  expect((await failureOf(() => read(folder))).help).toContain('helpers/upper-case.js');
});

it('reads no link, and goes into no folder that leads to no template', async () => {
  const folder = await temporaryFolder({ 'server/Dockerfile.hbs': 'FROM scratch\n' });
  await symlink('Dockerfile.hbs', join(folder, 'server/compose.yaml.hbs'));
  expect((await failureOf(() => read(folder))).code).toBe('UNSAFE_PATH');

  const other = await temporaryFolder({ 'deep/er/still': '' });
  expect((await failureOf(() => read(other))).message).toBe(
    'mine/deep replaces no template of sinch-webhooks',
  );
});

it('says of what is in the place of a template, and is no file, that it is none', async () => {
  const folder = await temporaryFolder({ 'server/Dockerfile.hbs/text': '' });
  expect((await failureOf(() => read(folder))).message).toBe('mine/server/Dockerfile.hbs is no file');
});

it('refuses what is too large to be a template', async () => {
  const folder = await temporaryFolder({ 'server/Dockerfile.hbs': 'x'.repeat(600_000) });
  expect((await failureOf(() => read(folder))).message).toBe(
    'mine/server/Dockerfile.hbs is larger than 512 KB',
  );
});

it('says so where there is no folder', async () => {
  const failure = await failureOf(async () => read(join(await temporaryFolder(), 'nowhere')));
  expect(failure.message).toBe('There is no folder of templates at mine');
});

function read(place: string) {
  return readTemplateFolder(place, { fs: nodeFileSystem, folder: 'mine', known: listTemplatePaths() });
}
