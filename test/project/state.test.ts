import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderManifest, type Manifest } from '../../src/project/manifest.js';
import { extendState, readManifest, readState, requireManifest } from '../../src/project/state.js';
import { openWorkspace, type Workspace } from '../../src/project/workspace.js';
import { failureOf } from '../spec/spec-text.js';
import { fileOf, manifestOf } from './files.js';
import { temporaryFolder } from './temporary-folder.js';

const manifestPath = '.sinch-webhooks/manifest.json';

describe('a folder that can become a receiver', () => {
  it('is not there yet', async () => {
    const workspace = open(join(await temporaryFolder(), 'my-receiver'));

    expect(await readManifest(workspace)).toBeUndefined();
    expect(await stateOf(workspace, undefined, ['README.md'])).toEqual({
      manifest: undefined,
      files: new Map(),
      pristine: new Map(),
    });
  });

  it.each([
    ['is empty', {}],
    ['is a fresh repository', { '.git/HEAD': 'ref: refs/heads/main\n' }],
    ['was looked at on a Mac', { '.DS_Store': '' }],
    [
      'was left by a first run that was cut short',
      { 'package.json': '{}', '.sinch-webhooks/journal.json': '' },
    ],
  ])('%s', async (_state, files) => {
    expect(await readManifest(open(await temporaryFolder(files)))).toBeUndefined();
  });
});

describe('a folder that is not ours', () => {
  it.each([
    ['holds a file', { 'index.html': '' }, 'index.html'],
    ['holds a folder beside .git', { '.git/HEAD': '', 'src/index.ts': '' }, 'src'],
    ['has a broken manifest', { [manifestPath]: '{' }, '.sinch-webhooks'],
    [
      'has a manifest that climbs out of it',
      { [manifestPath]: renderManifest(manifestOf([fileOf('generated', '', '../x')])) },
      '.sinch-webhooks',
    ],
    [
      'has the manifest of a later version',
      { [manifestPath]: renderManifest(manifestOf([])).replace('"schema": 1', '"schema": 2') },
      'cannot read',
    ],
  ])('%s', async (_state, files, named) => {
    const workspace = open(await temporaryFolder(files));

    const error = await failureOf(() => readManifest(workspace));
    expect(error).toMatchObject({ code: 'FOLDER_NOT_OURS' });
    expect(error.message).toContain(named);
    expect(error.help).toContain('Nothing was written');
  });

  it('is a file', async () => {
    const folder = await temporaryFolder({ 'my-receiver': '' });

    expect(await failureOf(() => readManifest(open(join(folder, 'my-receiver'))))).toMatchObject({
      code: 'FOLDER_UNUSABLE',
    });
  });

  it.each(['', ' '])('has no name but %j, which would be the folder one is in', (directory) => {
    expect(() => open(directory)).toThrow('The name of the folder is empty');
  });
});

it('is a project when it has a manifest, and not before', async () => {
  const files = { [manifestPath]: renderManifest(manifestOf([])) };

  await expect(requireManifest(open(await temporaryFolder(files)))).resolves.toMatchObject({ events: [] });
  expect(await failureOf(async () => requireManifest(open(await temporaryFolder())))).toMatchObject({
    code: 'NOT_A_PROJECT',
    help: expect.stringContaining('generate my-receiver'),
  });
});

describe('what a run may change', () => {
  it('is the files it asks for, those the manifest names, what waits beside them and the pristine copies', async () => {
    const written = [fileOf('generated', 'old'), fileOf('handler', 'old')];
    const folder = await temporaryFolder({
      [manifestPath]: renderManifest(manifestOf(written)),
      'src/generated/types.ts': 'old',
      'src/handlers/opt-in.ts': 'mine',
      'README.md': 'mine too',
      'README.md.sinch-new': 'ours',
      'tsconfig.json.mine': 'mine alone',
      'src/mine.ts': 'mine alone',
      '.sinch-webhooks/pristine/README.md': 'pristine',
    });

    const manifest = await readManifest(open(folder));
    const { files, pristine } = await stateOf(open(folder), manifest, ['README.md', 'tsconfig.json']);

    expect(manifest).toMatchObject(manifestOf(written));
    expect(Object.fromEntries(files)).toEqual({
      'src/generated/types.ts': 'old',
      'src/handlers/opt-in.ts': 'mine',
      'README.md': 'mine too',
      'README.md.sinch-new': 'ours',
    });
    expect(Object.fromEntries(pristine)).toEqual({ 'README.md': 'pristine' });
  });

  it('is never a folder', async () => {
    const folder = await temporaryFolder({ 'README.md/mine.txt': 'mine' });

    expect(await failureOf(() => stateOf(open(folder), undefined, ['README.md']))).toMatchObject({
      code: 'FOLDER_UNUSABLE',
      message: expect.stringContaining('README.md is a folder'),
    });
  });

  it('is nothing behind a link', async () => {
    const folder = await temporaryFolder({ 'elsewhere/types.ts': 'mine' });
    await symlink(join(folder, 'elsewhere'), join(folder, 'src'));

    expect(await failureOf(() => stateOf(open(folder), undefined, ['src/types.ts']))).toMatchObject({
      code: 'UNSAFE_PATH',
      message: expect.stringContaining('src is a symbolic link'),
    });
  });
});

function open(directory: string) {
  return openWorkspace({ directory });
}

async function stateOf(workspace: Workspace, manifest: Manifest | undefined, paths: readonly string[]) {
  return extendState(workspace, await readState(workspace, manifest), paths);
}
