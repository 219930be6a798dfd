import { describe, expect, it } from 'vitest';
import { hashOf } from '../../src/project/hash.js';
import { isPristine, parseManifest, renderManifest } from '../../src/project/manifest.js';
import { fileOf, manifestOf } from './files.js';

const manifest = manifestOf([fileOf('handler', 'b'), fileOf('generated', 'c'), fileOf('scaffold', 'a')]);

const recorded = { trigger: 'OPT_IN', handler: 'src/handlers/opt-in.ts', eventKey: 'opt_in_notification' };
const { events: _events, ...earlier } = manifest;

describe('a manifest', () => {
  it.each([
    ['for all events', manifest],
    ['for a selection', { ...manifest, options: { ...manifest.options, events: ['OPT_IN', 'OPT_OUT'] } }],
    [
      'with a conflict',
      { ...manifest, files: { 'a.sinch-new': { zone: 'conflict' as const, hash: hashOf('') } } },
    ],
    [
      'for a URL that is not whole',
      { ...manifest, options: { ...manifest.options, isSpecPartial: true as const } },
    ],
    [
      'for a document that refers to hosts',
      {
        ...manifest,
        options: { ...manifest.options, allowRef: ['a.example'], allowPrivate: ['a.example:8080'] },
      },
    ],
    ['of no file', manifestOf([])],
    [
      'with an orphan',
      {
        ...manifest,
        files: { 'README.md': { zone: 'scaffold' as const, hash: '', isOrphan: true as const } },
      },
    ],
    ['of events', { ...manifest, events: [recorded, { ...recorded, eventKey: undefined }] }],
    ['of an earlier version, without its events', earlier],
  ])('reads back as it was written: %s', (_what, written) => {
    expect(parseManifest(renderManifest(written))).toEqual({ schema: 1, ...written });
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

  it('reads back from a checkout with the line ends of Windows', () => {
    expect(parseManifest(renderManifest(manifest).replaceAll('\n', '\r\n'))).toMatchObject(manifest);
  });
});

describe('a text that is not a manifest of ours', () => {
  it.each([
    ['is not JSON', 'schema: 1'],
    ['is cut short', renderManifest(manifest).slice(0, -10)],
    ['is in conflict', `<<<<<<< HEAD\n${renderManifest(manifest)}`],
    ['is empty', ''],
    ['is no object', '[]'],
    ['is null', 'null'],
    ['has the schema of a later version', changed({ schema: 2 })],
    ['has no schema', changed({ schema: undefined })],
    ['has no version', changed({ version: undefined })],
    ['has no digest', changed({ digest: undefined })],
    ['has no files', changed({ files: undefined })],
    ['has no options', changed({ options: undefined })],
    ['has no target', changed({ options: { spec: 'bundled', events: null } })],
    ['has no document', changed({ options: { target: 'fastify', events: null } })],
    [
      'says of its URL what no run writes',
      changed({ options: { target: 'fastify', spec: 'bundled', events: null, isSpecPartial: 'no' } }),
    ],
    [
      'names hosts that are no text',
      changed({ options: { target: 'fastify', spec: 'bundled', events: null, allowRef: [1] } }),
    ],
    [
      'names hosts in no list',
      changed({ options: { target: 'fastify', spec: 'bundled', events: null, allowPrivate: 'a.example' } }),
    ],
    ['does not say which events', changed({ options: { target: 'fastify', spec: 'bundled' } })],
    [
      'has events that are no names',
      changed({ options: { target: 'fastify', spec: 'bundled', events: [1] } }),
    ],
    ['records events without a handler', changed({ events: [{ trigger: 'OPT_IN' }] })],
    ['records an event key that is no name', changed({ events: [{ ...recorded, eventKey: 1 }] })],
    ['has a file without a hash', changed({ files: { 'README.md': { zone: 'scaffold' } } })],
    [
      'says of an orphan what no run writes',
      changed({ files: { 'README.md': { zone: 'scaffold', hash: '', isOrphan: 'no' } } }),
    ],
    ['has a file of an unknown zone', changed({ files: { 'README.md': { zone: 'other', hash: '' } } })],
  ])('%s', (_why, text) => {
    expect(parseManifest(text)).toBeUndefined();
  });

  // Whoever writes such an entry wants a run to delete or replace what is not ours. More in layout.test.ts.
  it.each(['../x', '/etc/passwd', '.git/config', 'a\\..\\x', 'a//b', 'a\u0000b', ''])(
    'names the path %j',
    (path) => {
      const files = { ...manifest.files, [path]: { zone: 'generated', hash: '' } };

      expect(parseManifest(changed({ files }))).toBeUndefined();
    },
  );
});

it('takes a file for pristine by its text, whatever its line ends', () => {
  const entry = { zone: 'generated' as const, hash: hashOf('a\nb\n') };

  expect(isPristine('a\nb\n', entry)).toBe(true);
  expect(isPristine('a\r\nb\r\n', entry)).toBe(true);
  expect(isPristine('a\nb', entry)).toBe(false);
  expect(isPristine('a\nb\n', undefined)).toBe(false);
});

function changed(parts: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...(JSON.parse(renderManifest(manifest)) as object), ...parts });
}
