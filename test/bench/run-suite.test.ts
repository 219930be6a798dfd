import { describe, expect, it } from 'vitest';
import { runSuite, type Running } from '../../bench/run-suite.js';
import type { Row, Suite } from '../../bench/suite.js';
import type { Figures, Subject } from '../../bench/subject.js';

const running: Running = {
  rounds: 3,
  events: 1,
  connections: 1,
  mayInstall: false,
  emptyFolder: () => '',
  tell: () => {},
  tellFailure: () => {},
};

const share: Row = {
  name: 'share',
  what: 'a share of the floor',
  subject: 'ours',
  figure: 'perSecond',
  beside: { subject: 'floor', as: 'quotient', title: 'the floor' },
  unit: '×',
  limit: { least: 0.8 },
};

describe('runSuite', () => {
  it('has every subject in each round, in turn', async () => {
    const turns: string[] = [];
    await runSuite(suiteOf([spied('floor', turns), spied('ours', turns)]), running);

    expect(turns).toEqual(['floor', 'ours', 'floor', 'ours', 'floor', 'ours']);
  });

  it('takes the median of the quotients of each round, not the quotient of the medians', async () => {
    const { rows } = await runSuite(
      suiteOf([measuring('floor', [100, 10, 1000]), measuring('ours', [50, 9, 700])]),
      running,
    );

    // The medians are 100 and 50.
    expect(rows).toEqual([{ name: 'share', value: 0.7, lowest: 0.5, highest: 0.9 }]);
  });

  it('measures neither of two of which one is missing, and says why', async () => {
    const turns: string[] = [];
    const floor: Subject = { ...spied('floor', turns), prepare: async () => 'it is not installed' };
    const outcome = await runSuite(suiteOf([floor, spied('ours', turns)]), running);

    expect(turns).toEqual([]);
    expect(outcome.rows).toEqual([{ name: 'share', missing: 'it is not installed' }]);
  });

  it('goes on without a subject that fails, and tells of it', async () => {
    const turns: string[] = [];
    const failed: string[] = [];
    const failing: Subject = {
      ...spied('ours', turns),
      measure: () => Promise.reject(new Error('it ended with 3')),
    };
    const outcome = await runSuite(suiteOf([spied('floor', turns), failing]), {
      ...running,
      tellFailure: (subject, failure) => failed.push(`${subject}: ${String(failure)}`),
    });

    expect(turns).toEqual(['floor']);
    expect(failed).toEqual(['suite, round 1, ours: Error: it ended with 3']);
    expect(outcome.rows).toEqual([{ name: 'share', missing: 'ours failed' }]);
  });

  it('does not pass over a figure that nobody measured', async () => {
    const suite = suiteOf([measuring('floor', [1]), measuring('ours', [1])]);
    const misspelt = { ...suite, rows: [{ ...share, figure: 'persecond' }] };

    await expect(runSuite(misspelt, { ...running, rounds: 1 })).rejects.toThrow('share asks for a figure');
  });
});

function suiteOf(subjects: readonly Subject[]): Suite {
  return { name: 'suite', part: 'receiver', isQuick: true, rounds: 1, subjects, rows: [share] };
}

function spied(name: string, turns: string[]): Subject {
  return {
    name,
    title: name,
    measure: async () => {
      turns.push(name);
      return { perSecond: 1 };
    },
  };
}

function measuring(name: string, values: readonly number[]): Subject {
  const left = [...values];
  return {
    name,
    title: name,
    measure: async (): Promise<Figures> => ({ perSecond: left.shift() ?? NaN }),
  };
}
