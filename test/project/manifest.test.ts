import { describe, expect, it } from 'vitest';
import { parseManifest, renderManifest } from '../../src/project/manifest.js';
import { fileOf, manifestOf } from './files.js';

const manifest = manifestOf([fileOf('handler', 'b'), fileOf('generated', 'c'), fileOf('scaffold', 'a')]);

describe('a manifest', () => {
  it('reads back as it was written', () => {
    expect(parseManifest(renderManifest(manifest))).toMatchObject(manifest);
  });

  it('lists files by path, whatever the order of the run', () => {
    const turned = { ...manifest, files: Object.fromEntries(Object.entries(manifest.files).toReversed()) };

    expect(renderManifest(turned)).toBe(renderManifest(manifest));
    expect(Object.keys(parseManifest(renderManifest(turned))?.files ?? {})).toEqual([
      'README.md',
      'src/generated/types.ts',
      'src/handlers/opt-in.ts',
    ]);
  });

  it('says nothing of when and where it was written', () => {
    const text = renderManifest(manifest);

    expect(text).not.toContain(process.cwd());
    expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}|time/i);
  });
});

describe('a text that is not a manifest of ours', () => {
  it.each([
    ['is not JSON', 'schema: 1'],
    ['is empty', ''],
    ['is no object', '[]'],
    ['has another schema', changed({ schema: 2 })],
    ['has no schema', changed({ schema: undefined })],
    ['has no files', changed({ files: undefined })],
    ['has no target', changed({ target: undefined })],
    ['has no document', changed({ spec: { source: 'bundled' } })],
    ['has a file without a hash', changed({ files: { 'README.md': { zone: 'scaffold' } } })],
    ['has a file of an unknown zone', changed({ files: { 'README.md': { zone: 'other', hash: '' } } })],
  ])('%s', (_why, text) => {
    expect(parseManifest(text)).toBeUndefined();
  });

  // Whoever writes such an entry wants a run to delete or replace what is not ours.
  it.each([
    '../x',
    'a/../../x',
    '..',
    '.',
    './x',
    '/etc/passwd',
    'C:\\x',
    'C:/x',
    '\\\\host\\x',
    'a\\..\\..\\x',
    'a//b',
    'a/',
    '',
    'a\u0000b',
    'a b',
    'a\nb',
    '~/x',
  ])('names the path %j', (path) => {
    const files = { ...manifest.files, [path]: { zone: 'generated', hash: '' } };

    expect(parseManifest(changed({ files }))).toBeUndefined();
  });
});

function changed(parts: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...(JSON.parse(renderManifest(manifest)) as object), ...parts });
}
