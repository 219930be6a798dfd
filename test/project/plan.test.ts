import { describe, expect, it } from 'vitest';
import { planWrites } from '../../src/project/plan.js';
import type { ProjectState } from '../../src/project/state.js';
import type { GeneratedFile, Zone } from '../../src/render/render.js';
import { fileOf, stateOf } from './files.js';

const zones = ['generated', 'scaffold', 'handler'] as const;
const nothing: ProjectState = { manifest: undefined, files: new Map() };

describe('a file that is not there', () => {
  it.each(zones)('is created: %s', (zone) => {
    expect(planOne(fileOf(zone, 'new'), nothing)).toEqual({ action: 'created', content: 'new' });
  });

  it.each(zones)('is created again when the user has deleted it: %s', (zone) => {
    expect(planOne(fileOf(zone, 'new'), stateOf([fileOf(zone, 'old')], {}))).toMatchObject({
      action: 'created',
    });
  });
});

describe('a file that is as it would be written', () => {
  it.each(zones)('is not written: %s', (zone) => {
    const file = fileOf(zone, 'same');

    expect(planOne(file, stateOf([file]))).toEqual({ action: 'unchanged', content: undefined });
  });

  it('is not written when the user has come to the same text by hand', () => {
    const file = fileOf('scaffold', 'new');

    expect(planOne(file, stateOf([fileOf('scaffold', 'old')], { [file.path]: 'new' }))).toMatchObject({
      action: 'unchanged',
    });
  });
});

describe('a file whose text is new', () => {
  const table: readonly [zone: Zone, present: 'as written' | 'edited', action: string][] = [
    ['generated', 'as written', 'updated'],
    ['generated', 'edited', 'updated'],
    ['scaffold', 'as written', 'updated'],
    ['scaffold', 'edited', 'kept'],
    ['handler', 'as written', 'kept'],
    ['handler', 'edited', 'kept'],
  ];

  it.each(table)('%s, %s: %s', (zone, present, action) => {
    const [before, after] = [fileOf(zone, 'old'), fileOf(zone, 'new')];
    const state = stateOf([before], { [before.path]: present === 'edited' ? 'mine' : 'old' });

    expect(planOne(after, state)).toEqual({ action, content: action === 'updated' ? 'new' : undefined });
  });

  it('is kept when the manifest does not know it, for then it is the user’s', () => {
    const file = fileOf('scaffold', 'new');

    expect(planOne(file, stateOf([], { [file.path]: 'mine' }))).toMatchObject({ action: 'kept' });
  });
});

describe('a file that no longer belongs to the receiver', () => {
  const table: readonly [zone: Zone, present: 'as written' | 'edited', action: string][] = [
    ['generated', 'as written', 'deleted'],
    ['generated', 'edited', 'deleted'],
    ['scaffold', 'as written', 'deleted'],
    ['scaffold', 'edited', 'kept'],
    ['handler', 'as written', 'deleted'],
    ['handler', 'edited', 'kept'],
  ];

  it.each(table)('%s, %s: %s', (zone, present, action) => {
    const file = fileOf(zone, 'old');
    const plan = planWrites([], stateOf([file], { [file.path]: present === 'edited' ? 'mine' : 'old' }));

    expect(plan).toEqual([{ path: file.path, action, content: undefined }]);
  });

  it('is not spoken of when it is gone already', () => {
    expect(planWrites([], stateOf([fileOf('generated', 'old')], {}))).toEqual([]);
  });
});

it('touches nothing that the manifest and the run do not name', () => {
  const file = fileOf('generated', 'same');
  const state = stateOf([file], { [file.path]: 'same', 'src/mine.ts': 'mine' });

  expect(planWrites([file], state).map(({ path }) => path)).toEqual([file.path]);
});

function planOne(file: GeneratedFile, state: ProjectState) {
  const [planned, ...others] = planWrites([file], state);
  expect(others).toEqual([]);
  expect(planned?.path).toBe(file.path);
  return { action: planned?.action, content: planned?.content };
}
