import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { manifestPath, renderManifest } from '../../src/project/manifest.js';
import { readProject } from '../../src/project/state.js';
import { fileOf, manifestOf } from './files.js';
import { temporaryFolder } from './temporary-folder.js';

describe('a folder that can become a receiver', () => {
  it('is not there yet', async () => {
    const folder = join(await temporaryFolder(), 'my-receiver');

    expect(await readProject(folder, ['README.md'])).toEqual({ manifest: undefined, files: new Map() });
  });

  it.each([
    ['is empty', {}],
    ['is a fresh repository', { '.git/HEAD': 'ref: refs/heads/main\n' }],
    ['was looked at on a Mac', { '.DS_Store': '' }],
  ])('%s', async (_state, files) => {
    expect(await readProject(await temporaryFolder(files), [])).toMatchObject({ manifest: undefined });
  });
});

describe('a folder that is not ours', () => {
  it.each([
    ['holds a file', { 'index.html': '' }, 'index.html'],
    ['holds a folder beside .git', { '.git/HEAD': '', 'src/index.ts': '' }, 'src'],
    ['has a broken manifest', { [manifestPath]: '{' }, '.sinch-webhooks'],
    [
      'has a manifest that climbs out of it',
      {
        [manifestPath]: renderManifest({
          ...manifestOf([]),
          files: { '../x': { zone: 'generated', hash: '' } },
        }),
      },
      '.sinch-webhooks',
    ],
  ])('%s', async (_state, files, named) => {
    const folder = await temporaryFolder(files);

    const error = await failureOf(readProject(folder, []));
    expect(error).toMatchObject({ code: 'FOLDER_NOT_OURS' });
    expect(error?.message).toContain(named);
    expect(error?.help).toContain('Nothing was written');
  });

  it('is a file', async () => {
    const folder = await temporaryFolder({ 'my-receiver': '' });

    expect(await failureOf(readProject(join(folder, 'my-receiver'), []))).toMatchObject({
      code: 'FOLDER_UNUSABLE',
    });
  });
});

it('reads what a run may change: the files it asks for and those the manifest names', async () => {
  const written = [fileOf('generated', 'old'), fileOf('handler', 'old')];
  const folder = await temporaryFolder({
    [manifestPath]: renderManifest(manifestOf(written)),
    'src/generated/types.ts': 'old',
    'src/handlers/opt-in.ts': 'mine',
    'README.md': 'mine too',
    'src/mine.ts': 'mine alone',
  });

  const { manifest, files } = await readProject(folder, ['README.md', 'tsconfig.json']);

  expect(manifest).toMatchObject(manifestOf(written));
  expect(Object.fromEntries(files)).toEqual({
    'src/generated/types.ts': 'old',
    'src/handlers/opt-in.ts': 'mine',
    'README.md': 'mine too',
  });
});

async function failureOf(promise: Promise<unknown>): Promise<UserError | undefined> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  return undefined;
}
