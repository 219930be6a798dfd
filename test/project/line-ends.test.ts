import { describe, expect, it } from 'vitest';
import { listChanges } from '../../src/project/changes.js';
import { renderManifest } from '../../src/project/manifest.js';
import { planRun } from '../../src/project/plan.js';
import type { ProjectState } from '../../src/project/state.js';
import type { GeneratedFile } from '../../src/render/render.js';
import { edited, fileOf, manifestOf, toDo, wrote } from './files.js';

const zones = ['generated', 'scaffold', 'handler'] as const;
const document = 'asyncapi: 3.0.0\n';
const [old, next] = ['title\n\nfirst\n', 'title\n\nfirst, changed\n'];

describe('a checkout with the line ends of Windows', () => {
  it.each(zones)('leaves an unchanged file as it is: %s', (zone) => {
    const { files } = planRun([fileOf(zone, old)], checkout(wrote(fileOf(zone, old))));

    expect(files).toMatchObject([{ action: 'keep', before: crlf(old), after: crlf(old) }]);
  });

  it.each(['generated', 'scaffold'] as const)('keeps its line ends in a file that changes: %s', (zone) => {
    const { files } = planRun([fileOf(zone, next)], checkout(wrote(fileOf(zone, old))));

    expect(files).toMatchObject([{ action: 'overwrite', after: crlf(next) }]);
  });

  it.each(zones)('still tells that nobody has edited a file which is no longer needed: %s', (zone) => {
    expect(planRun([], checkout(wrote(fileOf(zone, old)))).files).toMatchObject([{ action: 'delete' }]);
  });

  it('keeps its line ends in a file that is merged, whatever those of the pristine copy', () => {
    const state = wrote(fileOf('scaffold', old));
    const mine = edited(state, { 'README.md': crlf('my title\n\nfirst\n') });
    const merged = { action: 'merge', after: crlf('my title\n\nfirst, changed\n') };

    expect(planRun([fileOf('scaffold', next)], mine).files).toMatchObject([merged]);
    expect(planRun([fileOf('scaffold', next)], checkout(mine)).files).toMatchObject([merged]);
  });

  it('merges package.json, too', () => {
    const [before, after] = ['{\n  "a": 1\n}\n', '{\n  "a": 2\n}\n'].map((text) => packageJson(text));
    if (before === undefined || after === undefined) throw new Error('Two files.');
    const mine = edited(wrote(before), { 'package.json': '{\n  "a": 1,\n  "mine": true\n}\n' });

    expect(planRun([after], checkout(mine)).files).toMatchObject([
      { action: 'merge', after: '{\r\n  "a": 2,\r\n  "mine": true\r\n}\r\n' },
    ]);
  });

  it('gives the file beside one in conflict the line ends of that one, and knows it again', () => {
    const mine = checkout(edited(wrote(fileOf('scaffold', old)), { 'README.md': 'mine\n' }));
    const plan = planRun([fileOf('scaffold', next)], mine);
    expect(plan.files).toMatchObject([{ action: 'conflict' }, { action: 'create', after: crlf(next) }]);

    const waiting = edited(
      { ...mine, manifest: { ...manifestOf([]), files: plan.entries }, pristine: plan.pristine },
      { 'README.md.sinch-new': crlf(next) },
    );
    expect(toDo(planRun([fileOf('scaffold', next)], waiting))).toEqual(['conflict README.md']);
    expect(toDo(planRun([fileOf('scaffold', old)], waiting))).toEqual(['delete README.md.sinch-new']);
  });

  it('changes no file of ours', () => {
    const file = fileOf('scaffold', old);
    const state = checkout(wrote(file));
    const manifest = manifestOf([file]);
    const ownFiles = new Map(
      [
        ['.sinch-webhooks/manifest.json', renderManifest(manifest)] as const,
        ['.sinch-webhooks/.gitignore', gitignoreOf(file)] as const,
        ['.sinch-webhooks/document.yaml', document] as const,
      ].map(([path, text]) => [path, crlf(text)]),
    );

    expect(listChanges(planRun([file], state), state, { manifest, document, ownFiles })).toEqual([]);
  });
});

it('knows a document again that another checkout has with other line ends', () => {
  const state = wrote();
  const manifest = manifestOf([]);
  const ownFiles = new Map([['.sinch-webhooks/document.yaml', document]]);
  const changes = listChanges(planRun([], state), state, { manifest, document: crlf(document), ownFiles });

  expect(changes.map(({ path }) => path)).toEqual([
    '.sinch-webhooks/.gitignore',
    '.sinch-webhooks/manifest.json',
  ]);
});

/** The project as a checkout with `core.autocrlf` gives it. */
function checkout(state: ProjectState): ProjectState {
  return { ...state, files: withCrlf(state.files), pristine: withCrlf(state.pristine) };
}

function withCrlf(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files].map(([path, text]) => [path, crlf(text)]));
}

function crlf(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n');
}

function packageJson(content: string): GeneratedFile {
  return fileOf('scaffold', content, 'package.json');
}

/** What a first run writes there. */
function gitignoreOf(file: GeneratedFile): string {
  const state = wrote(file);
  const changes = listChanges(planRun([file], state), state, {
    manifest: manifestOf([]),
    document,
    ownFiles: new Map(),
  });
  return changes.find(({ path }) => path.endsWith('.gitignore'))?.after ?? '';
}
