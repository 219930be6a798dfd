import { describe, expect, it } from 'vitest';
import { hashOf } from '../../src/project/hash.js';
import { planRun } from '../../src/project/plan.js';
import { afterRun, edited, fileOf, nothing, plannedFor, toDo, wrote } from './files.js';

const old = fileOf('scaffold', 'title\n\nfirst\n\nlast\n');
const next = fileOf('scaffold', 'title\n\nfirst\n\nlast, changed\n');
const { path } = old;
const mine = 'my title\n\nfirst\n\nlast\n';
const merged = 'my title\n\nfirst\n\nlast, changed\n';

describe('a file of the scaffold', () => {
  it.each([
    ['is not there', nothing, 'create', 'is new', next.content],
    ['is as it would be written', wrote(next), 'keep', 'is up to date', next.content],
    ['is as it was written last', wrote(old), 'overwrite', 'has changed', next.content],
    [
      'was edited, and has not changed',
      edited(wrote(next), { [path]: mine }),
      'keep',
      'was edited by you, and has not changed',
      mine,
    ],
    [
      'was edited elsewhere than it has changed',
      edited(wrote(old), { [path]: mine }),
      'merge',
      'has changed, and was edited by you',
      merged,
    ],
    [
      'was edited, and already has what changed',
      edited(wrote(old), { [path]: merged }),
      'keep',
      'was edited by you, and has all that changed',
      merged,
    ],
    [
      'was edited into what it is to be',
      edited(wrote(old), { [path]: next.content }),
      'keep',
      'is up to date',
      next.content,
    ],
    ['was deleted', edited(wrote(old), { [path]: undefined }), 'keep', 'was deleted by you', undefined],
  ])('that %s', (_case, state, action, reason, after) => {
    const plan = planRun([next], state);

    const owners = action === 'keep' && after !== next.content ? { isOwners: true } : {};
    expect(plan.files).toEqual([{ path, action, reason, before: state.files.get(path), after, ...owners }]);
    expect(plan.entries).toEqual({ [path]: { zone: 'scaffold', hash: hashOf(next.content) } });
    expect(Object.fromEntries(plan.pristine)).toEqual({ [path]: next.content });
  });

  it('is merged again from what it was merged from last', () => {
    const once = afterRun([next], edited(wrote(old), { [path]: mine }));
    const third = fileOf('scaffold', 'title\n\nfirst, too\n\nlast, changed\n');

    expect(planRun([third], once).files).toMatchObject([
      { action: 'merge', after: 'my title\n\nfirst, too\n\nlast, changed\n' },
    ]);
  });

  it('is in conflict where the copy of what was written has been changed with it', () => {
    const replaced = edited(wrote(old), { [path]: mine });
    const state = { ...replaced, pristine: new Map([[path, mine]]) };

    expect(toDo(planRun([next], state))).toEqual([`conflict ${path}`, `create ${path}.sinch-new`]);
    expect(plannedFor(path, planRun([next], state))).toMatchObject({ after: mine });
    expect(planRun([old], state)).toMatchObject({
      files: [{ action: 'keep', reason: 'was edited by you, and has not changed' }],
      pristine: new Map([[path, old.content]]),
    });
  });

  it('stays away once deleted, however often it changes', () => {
    const gone = afterRun([next], edited(wrote(old), { [path]: undefined }));

    expect(planRun([old], gone).files).toMatchObject([{ action: 'keep', reason: 'was deleted by you' }]);
  });
});

describe('a file of the scaffold that nothing asks for any more', () => {
  it('goes while it is pristine', () => {
    const plan = planRun([], wrote(old));

    expect(plan).toMatchObject({
      files: [{ path, action: 'delete', reason: 'is no longer needed' }],
      entries: {},
    });
    expect(plan.pristine.size).toBe(0);
  });

  it('is an orphan once edited, and what it was made from is remembered', () => {
    const plan = planRun([], edited(wrote(old), { [path]: mine }));

    expect(plan).toMatchObject({
      files: [{ action: 'orphan', reason: 'is yours, and no longer needed', before: mine, after: mine }],
      entries: { [path]: { zone: 'scaffold', hash: hashOf(old.content) } },
    });
    expect(Object.fromEntries(plan.pristine)).toEqual({ [path]: old.content });
  });

  it('is merged when it is asked for again', () => {
    const orphan = afterRun([], edited(wrote(old), { [path]: mine }));

    expect(planRun([next], orphan).files).toMatchObject([{ action: 'merge', after: merged }]);
  });

  it('is no orphan any more where it is asked for again and nothing is left to merge it from', () => {
    const orphan = afterRun([], edited(wrote(old), { [path]: mine }));
    const again = afterRun([next], { ...orphan, pristine: new Map() });

    expect(orphan.manifest?.files[path]).toHaveProperty('isOrphan', true);
    expect(again.manifest?.files[path]).toEqual({ zone: 'scaffold', hash: hashOf(old.content) });
  });

  it('stays away when the user had deleted it, also when it is asked for again', () => {
    const gone = afterRun([], edited(wrote(old), { [path]: undefined }));

    expect(gone.manifest?.files).toHaveProperty([path]);
    expect(planRun([next], gone).files).toMatchObject([{ action: 'keep', reason: 'was deleted by you' }]);
  });
});

it('touches nothing that the manifest and the run do not name', () => {
  const state = edited(wrote(old), { 'src/mine.ts': 'mine' });

  expect(planRun([old], state).files.map((file) => file.path)).toEqual([path]);
});
