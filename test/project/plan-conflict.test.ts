import { describe, expect, it } from 'vitest';
import { planRun } from '../../src/project/plan.js';
import { afterRun, edited, fileOf, nothing, plannedFor, toDo, wrote } from './files.js';

const [first, second, third] = ['first\n', 'second\n', 'third\n'].map((text) => fileOf('scaffold', text));
if (first === undefined || second === undefined || third === undefined) throw new Error('Three files.');
const { path } = first;
const beside = `${path}.sinch-new`;

/** The user has edited the line that the second version changes. */
const inConflict = afterRun([second], edited(wrote(first), { [path]: 'mine\n' }));

describe('a file of the scaffold that was edited where it has changed', () => {
  it('stays as it is, and what it would have become lies beside it', () => {
    const plan = planRun([second], edited(wrote(first), { [path]: 'mine\n' }));

    expect(plan.files).toEqual([
      {
        path,
        action: 'conflict',
        reason: `was edited by you where it has changed: compare it with ${beside}, and delete that when you are done`,
        before: 'mine\n',
        after: 'mine\n',
      },
      { path: beside, action: 'create', reason: 'waits for you', before: undefined, after: 'second\n' },
    ]);
    expect(plan.entries).toMatchObject({ [path]: { zone: 'scaffold' }, [beside]: { zone: 'conflict' } });
  });

  it('is in conflict until the file beside it is gone', () => {
    expect(toDo(planRun([second], inConflict))).toEqual([`conflict ${path}`]);
    expect(plannedFor(beside, planRun([second], inConflict))).toMatchObject({
      action: 'keep',
      reason: 'waits for you',
    });
  });

  it('has the newest version beside it', () => {
    expect(toDo(planRun([third], inConflict))).toEqual([`conflict ${path}`, `overwrite ${beside}`]);
    expect(afterRun([third], inConflict).files.get(beside)).toBe('third\n');
  });
});

describe('a conflict is settled', () => {
  it('when the user has deleted the file beside, whatever their own says', () => {
    const settled = edited(inConflict, { [path]: 'first and second\n', [beside]: undefined });

    expect(planRun([second], settled).files).toMatchObject([
      { path, action: 'keep', reason: 'was edited by you, and has not changed' },
    ]);
    expect(toDo(planRun([third], settled))).toEqual([`conflict ${path}`, `create ${beside}`]);
  });

  it('when the user has taken the new text over', () => {
    const settled = edited(inConflict, { [path]: 'second\n' });

    expect(planRun([second], settled).files).toMatchObject([
      { path, action: 'keep', reason: 'is up to date' },
      { path: beside, action: 'delete', reason: 'is settled' },
    ]);
    expect(toDo(planRun([third], settled))).toEqual([`merge ${path}`, `delete ${beside}`]);
  });

  it('when the change is taken back', () => {
    const back = afterRun([first], inConflict);

    expect(Object.fromEntries(back.files)).toEqual({ [path]: 'mine\n' });
    expect(back).toEqual({ ...wrote(first), files: back.files });
  });

  it('when the user deletes both', () => {
    const settled = edited(inConflict, { [path]: undefined, [beside]: undefined });

    expect(planRun([second], settled).files).toMatchObject([{ path, reason: 'was deleted by you' }]);
  });
});

describe('the file beside, once the user works in it', () => {
  const atWork = edited(inConflict, { [beside]: 'second, and mine\n' });

  it('is not written any more', () => {
    expect(plannedFor(beside, planRun([third], atWork))).toMatchObject({
      action: 'keep',
      reason: 'waits for you',
      after: 'second, and mine\n',
    });
  });

  it('is not deleted when the conflict is over', () => {
    const over = planRun([first], atWork);

    expect(toDo(over)).toEqual([`orphan ${beside}`]);
    expect(over.entries).not.toHaveProperty([beside]);
  });

  it('still leads to a merge after a second conflict', () => {
    const again = afterRun([third], edited(inConflict, { [path]: 'mine and second\n', [beside]: undefined }));
    const back = planRun([second], again);

    expect(plannedFor(path, back)).toMatchObject({ reason: 'was edited by you, and has not changed' });
  });

  it('lies at another place where a file of the user is at its own, until that is settled', () => {
    const state = edited(wrote(first), { [path]: 'mine\n', [beside]: 'a file of mine\n' });

    expect(toDo(planRun([second], state))).toEqual([`conflict ${path}`, `create ${beside}.1`]);
    const waiting = edited(afterRun([second], state), { [beside]: undefined });
    expect(toDo(planRun([third], waiting))).toEqual([`conflict ${path}`, `overwrite ${beside}.1`]);
  });
});

describe('a file that is there, where the scaffold has one, and not from this tool', () => {
  const foreign = afterRun([first], edited(nothing, { [path]: 'mine\n' }));

  it('is the user’s, with ours beside it', () => {
    expect(planRun([first], edited(nothing, { [path]: 'mine\n' })).files).toMatchObject([
      { path, action: 'conflict', reason: expect.stringContaining('not from this tool'), after: 'mine\n' },
      { path: beside, action: 'create', after: 'first\n' },
    ]);
  });

  it('is none of ours when the scaffold no longer has one', () => {
    expect(planRun([], foreign)).toMatchObject({ files: [{ path: beside, action: 'delete' }], entries: {} });
  });

  it('is merged from then on, once the user has deleted ours', () => {
    const adopted = afterRun([first], edited(foreign, { [path]: 'first\n\nmine\n', [beside]: undefined }));

    expect(planRun([second], adopted).files).toMatchObject([{ action: 'merge', after: 'second\n\nmine\n' }]);
  });
});

it('is in conflict when what the user wrote is not UTF-8, which a merge could not write back', () => {
  const old = fileOf('scaffold', 'title\n\nlast\n');
  const state = edited(wrote(old), { [path]: 'caf\uFFFD\n\nlast\n' });

  expect(toDo(planRun([fileOf('scaffold', 'title\n\nlast, changed\n')], state))).toEqual([
    `conflict ${path}`,
    `create ${beside}`,
  ]);
});
