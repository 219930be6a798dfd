import { describe, expect, it } from 'vitest';
import { isSettled, type RunInput } from '../../src/project/settled.js';
import type { ProjectState } from '../../src/project/state.js';
import type { GeneratedFile } from '../../src/render/render.js';
import { afterRun, edited, fileOf, manifestOf, nothing, wrote } from './files.js';

const written = wrote(fileOf('generated', 'g'), fileOf('scaffold', 's'), fileOf('handler', 'h'));
const today = manifestOf([]);
const { options } = today;
const [handler, entry] = [fileOf('handler', 'h'), fileOf('scaffold', 's', 'src/server.ts')];

describe('a run has nothing to do', () => {
  it.each([
    ['when everything is as it was written', written],
    ['when the user has edited a handler', edited(written, { 'src/handlers/opt-in.ts': 'mine' })],
    ['when the user has edited the scaffold', edited(written, { 'README.md': 'mine' })],
    ['when the user has deleted some of the scaffold', edited(written, { 'README.md': undefined })],
    ['when the checkout has other line ends', wrote(fileOf('generated', 'g\n'))],
    ['when an orphan is there that is in the way of nothing', orphaned(fileOf('scaffold', 's'))],
    [
      'when the user has deleted an orphan of the scaffold',
      edited(orphaned(entry), { 'src/server.ts': undefined }),
    ],
    ['when the user has files of their own', edited(written, { 'src/mine.ts': 'mine' })],
  ])('%s', (_case, state) => {
    expect(isSettled(state, today)).toBe(true);
  });
});

describe('a run has to look closer', () => {
  it.each<[string, RunInput]>([
    ['another version of this tool', { ...today, version: '1.2.4' }],
    ['another document', { ...today, digest: '0' }],
    ['another target', { ...today, options: { ...options, target: 'lambda' } }],
    ['another place of the document', { ...today, options: { ...options, spec: 'sinch.yaml' } }],
    ['another selection of events', { ...today, options: { ...options, events: ['OPT_IN'] } }],
  ])('for %s', (_case, asked) => {
    expect(isSettled(written, asked)).toBe(false);
  });

  it.each([
    ['in a new folder', nothing],
    ['when an earlier version did not record the events', withoutEvents(written)],
    ['when something in src/generated was edited', edited(written, { 'src/generated/types.ts': 'mine' })],
    ['when something in src/generated was deleted', edited(written, { 'src/generated/types.ts': undefined })],
    ['as long as a handler is there whose event is gone', orphaned(handler)],
    ['as long as an entry of another target is there', orphaned(entry)],
    [
      'when such a handler was deleted, to forget it',
      edited(orphaned(handler), { 'src/handlers/opt-in.ts': undefined }),
    ],
    ['when a handler was deleted', edited(written, { 'src/handlers/opt-in.ts': undefined })],
  ])('%s', (_case, state) => {
    expect(isSettled(state, today)).toBe(false);
  });
});

/** A project in which the user has edited a file before a run no longer asked for it. */
function orphaned(file: GeneratedFile): ProjectState {
  return afterRun([], edited(wrote(file), { [file.path]: 'mine' }));
}

function withoutEvents({ manifest = today, ...state }: ProjectState): ProjectState {
  const { events: _events, ...earlier } = manifest;
  return { ...state, manifest: earlier };
}
