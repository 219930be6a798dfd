import { expect, it } from 'vitest';
import { readPerformanceOptions, recordPath } from '../../bench/performance-options.js';
import { suites } from '../../bench/suites/index.js';

it('runs all without flags, and writes what is recorded', () => {
  expect(readPerformanceOptions([])).toMatchObject({ suites, out: recordPath, isPartial: false, rounds: 5 });
});

it('finds the suite of a row, and leaves the record alone', () => {
  const options = readPerformanceOptions(['--only', 'sqlite-p99-64', '--only', 'sqlite-64']);

  expect(options.suites.map(({ name }) => name)).toEqual(['sqlite-64']);
  expect(options.out).not.toBe(recordPath);
});

it('has only what takes little when it is to be quick', () => {
  const { suites: chosen, out } = readPerformanceOptions(['--quick']);

  expect(chosen).toEqual(suites.filter(({ isQuick }) => isQuick));
  expect(chosen.length).toBeLessThan(suites.length);
  expect(out).not.toBe(recordPath);
});

it.each([
  [['--only', 'nothing'], '--only nothing: there is answers-node20-64'],
  [['--rounds', '0'], '--rounds 0: it takes a whole number from 1'],
  [['--events', 'many'], '--events many: it takes a whole number from 1'],
  [['--fast'], "Unknown option '--fast'"],
])('refuses %j', (flags, message) => {
  expect(() => readPerformanceOptions(flags)).toThrow(message);
});
