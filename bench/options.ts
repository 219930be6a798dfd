import { parseArgs } from 'node:util';
import { countOf } from './flags.js';
import { subjectNames } from './subjects.js';

export interface BenchOptions {
  /** How often each subject is measured. */
  readonly rounds: number;
  /** How many events it is sent in a round. */
  readonly events: number;
  readonly connections: number;
  /** The subjects, by their names; the floor is always among them. */
  readonly subjects: readonly string[];
  /** Where the figures go, as JSON. */
  readonly out: string;
}

export const usage = `npm run bench:capacity -- [--quick] [--rounds n] [--events n] [--connections n] [--only subject]… [--out file]
Subjects: ${subjectNames.join(', ')}`;

/** Throws with what is wrong when the flags say nothing sensible. */
export function readOptions(flags: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...flags],
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      events: { type: 'string' },
      connections: { type: 'string', default: '64' },
      only: { type: 'string', multiple: true },
      out: { type: 'string', default: '.tmp/bench/capacity.json' },
    },
  });
  const wrong = values.only?.find((name) => !subjectNames.includes(name));
  if (wrong !== undefined) throw new Error(`--only ${wrong}: there is ${subjectNames.join(', ')}`);
  return {
    rounds: countOf('--rounds', values.rounds ?? (values.quick ? '1' : '5')),
    events: countOf('--events', values.events ?? (values.quick ? '3000' : '30000')),
    connections: countOf('--connections', values.connections),
    subjects: values.only ?? subjectNames,
    out: values.out,
  };
}
