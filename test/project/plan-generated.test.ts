import { describe, expect, it } from 'vitest';
import { forceEdited, listEdited } from '../../src/project/edited.js';
import { hashOf } from '../../src/project/hash.js';
import { planRun, type Plan } from '../../src/project/plan.js';
import { edited, fileOf, nothing, plannedFor, toDo, wrote } from './files.js';

const [old, next] = [fileOf('generated', 'old\n'), fileOf('generated', 'new\n')];
const { path } = next;

describe('a file in src/generated', () => {
  it.each([
    ['is not there', nothing, 'create', 'is new', undefined],
    ['is as it would be written', wrote(next), 'keep', 'is up to date', 'new\n'],
    ['is as it was written last', wrote(old), 'overwrite', 'has changed', 'old\n'],
    [
      'was edited',
      edited(wrote(old), { [path]: 'mine\n' }),
      'conflict',
      'was edited, and is rewritten by every run',
      'mine\n',
    ],
    [
      'was edited, and has not changed',
      edited(wrote(next), { [path]: 'mine\n' }),
      'conflict',
      'was edited, and is rewritten by every run',
      'mine\n',
    ],
    [
      'was edited into what it is to be',
      edited(wrote(old), { [path]: 'new\n' }),
      'keep',
      'is up to date',
      'new\n',
    ],
    [
      'was deleted',
      edited(wrote(old), { [path]: undefined }),
      'create',
      'was deleted, and is rewritten by every run',
      undefined,
    ],
    [
      'is somebody else’s',
      edited(nothing, { [path]: 'mine\n' }),
      'conflict',
      'is there, and not from this tool',
      'mine\n',
    ],
  ])('that %s', (_case, state, action, reason, before) => {
    const plan = planRun([next], state);

    expect(plan.files).toEqual([{ path, action, reason, before, after: 'new\n' }]);
    expect(plan.entries).toEqual({ [path]: { zone: 'generated', hash: hashOf('new\n') } });
    expect(plan.pristine.size).toBe(0);
  });
});

describe('a file in src/generated that nothing asks for any more', () => {
  it('goes', () => {
    expect(planRun([], wrote(old))).toMatchObject({
      files: [{ path, action: 'delete', reason: 'is no longer needed', after: undefined }],
      entries: {},
    });
  });

  it('is in conflict once edited', () => {
    expect(planRun([], edited(wrote(old), { [path]: 'mine\n' }))).toMatchObject({
      files: [
        {
          action: 'conflict',
          reason: 'is no longer needed, and was edited',
          before: 'mine\n',
          after: undefined,
        },
      ],
      entries: {},
    });
  });

  it('is not spoken of when it is gone already', () => {
    expect(planRun([], edited(wrote(old), { [path]: undefined }))).toMatchObject({ files: [], entries: {} });
  });
});

describe('going on in spite of an edit', () => {
  const mine = edited(wrote(old), { [path]: 'mine\n' });
  const backup = `.sinch-webhooks/backup/${path}.${hashOf('mine\n').slice(0, 8)}`;

  it.each([
    ['replaces the file', [next], 'overwrite', 'new\n'],
    ['deletes the file nobody needs', [], 'delete', undefined],
  ])('%s, and keeps what was edited', (_case, files, action, after) => {
    const forced = force(planRun(files, mine));

    expect(plannedFor(path, forced)).toMatchObject({
      action,
      after,
      reason: expect.stringContaining(backup),
    });
    expect(plannedFor(backup, forced)).toMatchObject({ action: 'create', after: 'mine\n' });
    expect(listEdited(forced.files)).toEqual([]);
  });

  it('does not write the same backup twice', () => {
    const forced = force(planRun([next], mine), new Map([[backup, 'mine\n']]));

    expect(plannedFor(backup, forced)).toMatchObject({ action: 'keep', before: 'mine\n', after: 'mine\n' });
  });

  it('gives every edit a backup of its own', () => {
    const [one, other] = ['mine\n', 'other\n'].map((text) =>
      toDo(force(planRun([next], edited(wrote(old), { [path]: text })))),
    );

    expect(one).toHaveLength(2);
    expect(one).not.toEqual(other);
  });

  it('changes nothing where nothing was edited', () => {
    const plan = planRun([next], wrote(old));

    expect(force(plan)).toEqual(plan);
  });
});

/** As it goes on where the edited files are UTF-8. */
function force(plan: Plan, backups: ReadonlyMap<string, string> = new Map()): Plan {
  const contents = listEdited(plan.files).map((file) => [file.path, Buffer.from(file.before ?? '')] as const);
  return forceEdited(plan, { edited: new Map(contents), backups });
}
