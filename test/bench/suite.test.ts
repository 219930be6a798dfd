import { describe, expect, it } from 'vitest';
import { merge, regressionsOf, type Performance } from '../../bench/performance.js';
import { isMet, isRegression, type Row, type Suite } from '../../bench/suite.js';

const faster: Row = {
  name: 'faster',
  what: 'more is better',
  subject: 'ours',
  figure: 'perSecond',
  unit: '×',
  limit: { least: 0.8 },
};
const smaller: Row = { ...faster, name: 'smaller', what: 'less is better', limit: { most: 12 } };
const uncertain: Row = { ...smaller, name: 'uncertain', unit: 'ms', slack: 3 };

it('what is asked is met by the limit itself', () => {
  expect(isMet({ least: 0.8 }, 0.8)).toBe(true);
  expect(isMet({ least: 0.8 }, 0.79)).toBe(false);
  expect(isMet({ most: 12 }, 12)).toBe(true);
  expect(isMet({ most: 12 }, 12.1)).toBe(false);
});

describe('a row is worse', () => {
  it.each([
    ['when a third is lost', faster, { value: 0.59, recorded: 0.9 }, true],
    ['not when less is lost', faster, { value: 0.61, recorded: 0.9 }, false],
    ['not when it has become better', faster, { value: 2, recorded: 0.9 }, false],
    ['when a third has come on top', smaller, { value: 12.1, recorded: 9 }, true],
    ['not when less has', smaller, { value: 11.9, recorded: 9 }, false],
    ['not when it takes less', smaller, { value: 1, recorded: 9 }, false],
    ['not by what is uncertain', uncertain, { value: 3.9, recorded: 1 }, false],
    ['by more than what is uncertain', uncertain, { value: 4.1, recorded: 1 }, true],
    ['where nothing is asked, when it takes more', without(faster), { value: 80, recorded: 59 }, true],
  ])('%s', (_when, row, values, expected) => {
    expect(isRegression(row, values)).toBe(expected);
  });
});

it('a run is compared with what was recorded of the same rows, and with nothing else', () => {
  const suites: readonly Suite[] = [
    { name: 'suite', part: 'receiver', isQuick: true, rounds: 1, subjects: [], rows: [faster, smaller] },
  ];
  const now = measured([measurement('faster', 0.5), measurement('smaller', 40)]);
  const recorded = measured([measurement('faster', 0.9), { name: 'smaller', missing: 'not there' }]);

  expect(regressionsOf(suites, { now, recorded })).toEqual([{ row: faster, value: 0.5, recorded: 0.9 }]);
});

it('what is measured anew takes its place among what was recorded', () => {
  const suite = (name: string, rounds: number) => ({ name, rounds, events: 1, rows: [], subjects: [] });
  const before = { ...measured([]), suites: [suite('first', 5), suite('second', 5)] };
  const now = { ...measured([]), suites: [suite('first', 9), suite('third', 9)] };

  expect(merge(before, now).suites).toEqual([suite('first', 9), suite('second', 5), suite('third', 9)]);
});

describe('where the work of a server is known', () => {
  const row: Row = {
    ...faster,
    beside: { subject: 'floor', as: 'quotient', title: 'the floor' },
    work: 'perProcessorSecond',
  };
  const suites: readonly Suite[] = [
    { name: 'suite', part: 'receiver', isQuick: true, rounds: 1, subjects: [], rows: [row] },
  ];
  const withWork = (value: number, ours: number): Performance =>
    measured(
      [measurement('faster', value)],
      [
        { name: 'floor', title: '', figures: { perProcessorSecond: 20_000 } },
        { name: 'ours', title: '', figures: { perProcessorSecond: ours } },
      ],
    );
  const recorded = withWork(0.9, 18_000);

  it('a server that had less of the machine is no worse', () => {
    expect(regressionsOf(suites, { now: withWork(0.3, 17_000), recorded })).toEqual([]);
  });

  it('a server that works longer for an event is', () => {
    expect(regressionsOf(suites, { now: withWork(0.3, 8_000), recorded })).toHaveLength(1);
  });
});

describe('where a figure shows how slow the machine is', () => {
  const row: Row = { ...smaller, subject: 'ours', slowsWith: 'machine' };
  const suites: readonly Suite[] = [
    { name: 'suite', part: 'receiver', isQuick: true, rounds: 1, subjects: [], rows: [row] },
  ];
  const on = (machine: number, value: number): Performance =>
    measured([measurement(row.name, value)], [{ name: 'ours', title: '', figures: { machine } }]);
  const recorded = on(2, 6);

  it('what became slower with it is no worse', () => {
    expect(regressionsOf(suites, { now: on(4, 12), recorded })).toEqual([]);
  });

  it('what became slower than the machine is', () => {
    expect(regressionsOf(suites, { now: on(4, 17), recorded })).toEqual([{ row, value: 17, recorded: 6 }]);
    expect(regressionsOf(suites, { now: on(1, 9), recorded })).toHaveLength(1);
  });
});

function without({ limit: _limit, ...row }: Row): Row {
  return row;
}

function measurement(name: string, value: number) {
  return { name, value, lowest: value, highest: value };
}

function measured(
  rows: Performance['suites'][number]['rows'],
  subjects: Performance['suites'][number]['subjects'] = [],
): Performance {
  return {
    versions: '',
    placement: '',
    suites: [{ name: 'suite', rounds: 1, events: 1, rows, subjects }],
  };
}
