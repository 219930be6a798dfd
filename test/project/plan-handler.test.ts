import { describe, expect, it } from 'vitest';
import { hashOf } from '../../src/project/hash.js';
import { planRun } from '../../src/project/plan.js';
import { afterRun, edited, fileOf, nothing, wrote } from './files.js';

const [stub, newStub] = [fileOf('handler', 'stub\n'), fileOf('handler', 'another stub\n')];
const { path } = stub;

describe('a handler', () => {
  it.each([
    ['is a stub at first', nothing, 'create', 'is new', 'another stub\n'],
    ['stays a stub of an earlier version', wrote(stub), 'keep', 'is yours', 'stub\n'],
    ['stays as the user wrote it', edited(wrote(stub), { [path]: 'mine\n' }), 'keep', 'is yours', 'mine\n'],
    [
      'stays when it was there before us',
      edited(nothing, { [path]: 'mine\n' }),
      'keep',
      'is yours',
      'mine\n',
    ],
    [
      'comes back as a stub, and says so, when the user has deleted it',
      edited(wrote(stub), { [path]: undefined }),
      'create',
      'was deleted, and an event needs it: it is a stub again',
      'another stub\n',
    ],
  ])('%s', (_case, state, action, reason, after) => {
    const plan = planRun([newStub], state);

    expect(plan.files).toEqual([{ path, action, reason, before: state.files.get(path), after }]);
    expect(plan.pristine.size).toBe(0);
  });
});

describe('a handler of another recipe', () => {
  const options = { replacesStubs: true };

  it('takes the place of one that nobody edited', () => {
    expect(planRun([newStub], wrote(stub), options)).toMatchObject({
      files: [
        { action: 'overwrite', reason: 'is unedited, and the recipe is another', after: 'another stub\n' },
      ],
      entries: { [path]: { zone: 'handler', hash: hashOf('another stub\n') } },
    });
  });

  it('never that of one that the user has worked on', () => {
    const state = edited(wrote(stub), { [path]: 'mine\n' });
    expect(planRun([newStub], state, options)).toMatchObject({
      files: [{ action: 'keep', after: 'mine\n' }],
    });
  });
});

describe('the handler of an event that is gone', () => {
  it('is deleted while it is a stub', () => {
    expect(planRun([], wrote(stub))).toMatchObject({
      files: [{ path, action: 'delete', reason: 'is no longer needed' }],
      entries: {},
    });
  });

  it('is deleted while it is the stub of an earlier version', () => {
    expect(planRun([], afterRun([newStub], wrote(stub)))).toMatchObject({ files: [{ action: 'delete' }] });
  });

  it('is an orphan once the user has worked on it, and stays one', () => {
    const orphaned = {
      files: [
        {
          path,
          action: 'orphan',
          reason:
            'is yours, but its event is gone and it will not compile: move your code elsewhere, then delete it',
          before: 'mine\n',
          after: 'mine\n',
        },
      ],
      entries: { [path]: { zone: 'handler', hash: hashOf('stub\n') } },
    };
    const mine = edited(wrote(stub), { [path]: 'mine\n' });

    expect(planRun([], mine)).toMatchObject(orphaned);
    expect(planRun([], afterRun([], mine))).toMatchObject(orphaned);
  });

  it('is an orphan when it was there before us', () => {
    const own = afterRun([stub], edited(nothing, { [path]: 'mine\n' }));

    expect(planRun([], own)).toMatchObject({ files: [{ action: 'orphan', after: 'mine\n' }] });
  });

  it('is forgotten when the user has deleted it, and new when the event comes back', () => {
    const gone = edited(wrote(stub), { [path]: undefined });

    expect(planRun([], gone)).toMatchObject({ files: [], entries: {} });
    expect(planRun([stub], afterRun([], gone))).toMatchObject({
      files: [{ action: 'create', reason: 'is new' }],
    });
  });

  it('is a handler again, as the user left it, when the event comes back', () => {
    const orphan = afterRun([], edited(wrote(stub), { [path]: 'mine\n' }));
    const back = planRun([newStub], orphan);

    expect(back.files).toMatchObject([{ action: 'keep', reason: 'is yours', after: 'mine\n' }]);
    expect(planRun([], afterRun([newStub], orphan))).toMatchObject({ files: [{ action: 'orphan' }] });
  });
});
