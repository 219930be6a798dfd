import { describe, expect, it } from 'vitest';
import { listChanges } from '../../src/project/changes.js';
import { parseManifest } from '../../src/project/manifest.js';
import { planRun } from '../../src/project/plan.js';
import type { ProjectState } from '../../src/project/state.js';
import type { GeneratedFile } from '../../src/render/render.js';
import { edited, fileOf, manifestOf, nothing, wrote } from './files.js';

const document = 'asyncapi: 3.0.0\n';
const files = [fileOf('handler', 'h'), fileOf('generated', 'g'), fileOf('scaffold', 's')];

describe('the files a first run writes', () => {
  const changes = changesOf(files, nothing);

  it('end with the manifest, which is then true', () => {
    expect(changes.map(({ path }) => path)).toEqual([
      'README.md',
      'src/generated/types.ts',
      'src/handlers/opt-in.ts',
      '.sinch-webhooks/pristine/README.md',
      '.sinch-webhooks/.gitignore',
      '.sinch-webhooks/document.yaml',
      '.sinch-webhooks/manifest.json',
    ]);
    const manifest = parseManifest(changes.at(-1)?.after ?? '');
    expect(Object.keys(manifest?.files ?? {})).toEqual([
      'README.md',
      'src/generated/types.ts',
      'src/handlers/opt-in.ts',
    ]);
  });

  it('do not put into version control what is of this machine alone', () => {
    const ignored = changes.find(({ path }) => path.endsWith('.gitignore'))?.after?.split('\n');

    expect(ignored).toEqual(
      expect.arrayContaining(['/backup/', '/journal.json', '/lock*', '/staging/', '/undo/']),
    );
    expect(ignored?.join()).not.toMatch(/pristine|manifest|document/);
  });
});

it('has a pristine copy of the scaffold alone, and takes it away with its file', () => {
  const pristine = (changes: readonly { path: string; after: string | undefined }[]) =>
    changes.filter(({ path }) => path.includes('/pristine/')).map(({ path, after }) => [path, after]);

  expect(pristine(changesOf(files, nothing))).toEqual([['.sinch-webhooks/pristine/README.md', 's']]);
  expect(pristine(changesOf([], wrote(...files)))).toEqual([
    ['.sinch-webhooks/pristine/README.md', undefined],
  ]);
});

it('leaves out every file that stays as it is', () => {
  const state = edited(wrote(...files), { 'src/handlers/opt-in.ts': 'mine' });

  expect(changesOf(files, state).map(({ path }) => path)).toEqual([
    '.sinch-webhooks/.gitignore',
    '.sinch-webhooks/document.yaml',
    '.sinch-webhooks/manifest.json',
  ]);
});

/** The changes of a run in a folder that has none of the tool's own files. */
function changesOf(written: readonly GeneratedFile[], state: ProjectState) {
  return listChanges(planRun(written, state), state, {
    manifest: manifestOf([]),
    document,
    ownFiles: new Map(),
  });
}
