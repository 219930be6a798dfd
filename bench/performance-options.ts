import { parseArgs } from 'node:util';
import { countOf } from './flags.js';
import { suites } from './suites/index.js';
import type { Suite } from './suite.js';

export interface PerformanceOptions {
  readonly isQuick: boolean;
  readonly help: boolean;
  readonly rounds: number;
  /** Whether these are not all there are. */
  readonly isPartial: boolean;
  /** How many a server is sent in a round. */
  readonly events: number;
  readonly suites: readonly Suite[];
  /** Where the figures go, as JSON. */
  readonly out: string;
}

/** What `docs/performance.md` is made of. */
export const recordPath = 'bench/performance.json';

const scratchPath = '.tmp/bench/performance.json';

/** What the flags are. */
export function usage(): string {
  return `Examples:
  npm run bench
      All of it: about half an hour on a machine that does nothing else. Writes ${recordPath},
      docs/performance.md and its charts.
  npm run bench -- --quick
      Two minutes, as in CI: fails when a row is worse than the recorded one by more than a third.
  npm run bench -- --only sqlite-64 --rounds 3
      One suite, or the suite of a row.
  npm run bench -- --only start --out ${recordPath}
      One suite measured anew, in its place among the recorded ones.

Usage: npm run bench -- [options]

Options:
  --quick        what takes little and needs no installation
  --only <name>  a suite or a row; may be given again
  --rounds <n>   how often each is measured; 5, or 2 with --quick
  --events <n>   how many events a server is sent in a round; 20000, or 3000 with --quick
  --out <file>   where the figures go; with --quick or --only ${scratchPath}
  --help         show this help

Suites and their rows:
${suites.map(({ name, rows }) => `  ${name}: ${rows.map((row) => row.name).join(', ')}`).join('\n')}`;
}

/** Throws with what is wrong when the flags say nothing sensible. */
export function readPerformanceOptions(flags: readonly string[]): PerformanceOptions {
  const { values } = parseArgs({
    args: [...flags],
    options: {
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      events: { type: 'string' },
      only: { type: 'string', multiple: true },
      out: { type: 'string' },
    },
  });
  const { quick, help, only } = values;
  const named = only === undefined ? suites : only.flatMap(suitesNamed);
  return {
    isQuick: quick,
    help,
    rounds: countOf('--rounds', values.rounds ?? (quick ? '2' : '5')),
    events: countOf('--events', values.events ?? (quick ? '3000' : '20000')),
    isPartial: quick || only !== undefined,
    suites: [...new Set(named)].filter(({ isQuick }) => !quick || isQuick),
    out: values.out ?? (quick || only !== undefined ? scratchPath : recordPath),
  };
}

function suitesNamed(name: string): readonly Suite[] {
  const found = suites.filter((suite) => suite.name === name || suite.rows.some((row) => row.name === name));
  if (found.length === 0) {
    throw new Error(
      `--only ${name}: there is ${suites.map((suite) => suite.name).join(', ')}, and their rows`,
    );
  }
  return found;
}
