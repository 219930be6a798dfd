import { parseArgs } from 'node:util';
import type { ServerTarget } from './build-receiver.js';
import { scenarios } from './scenarios/index.js';
import type { Scenario } from './scenario.js';

export interface ChaosOptions {
  readonly target: ServerTarget;
  readonly seed: number;
  readonly scale: number;
  readonly scenarios: readonly Scenario[];
  /** The folder of the report. */
  readonly out: string;
}

/** What the flags are. */
export function usage(): string {
  return `npm run test:chaos -- [--target fastify|express] [--seed n] [--scale 0.01] [--out folder] [--only scenario]…
Scenarios: ${scenarios.map(({ name }) => name).join(', ')}`;
}

/** Throws with what is wrong when the flags say nothing sensible. */
export function readOptions(flags: readonly string[]): ChaosOptions {
  const { values } = parseArgs({
    args: [...flags],
    options: {
      target: { type: 'string', default: 'fastify' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      scale: { type: 'string', default: '1' },
      only: { type: 'string', multiple: true },
      out: { type: 'string', default: '.tmp/chaos' },
    },
  });
  const { target } = values;
  if (target !== 'express' && target !== 'fastify') throw new Error('--target is express or fastify');
  return {
    target,
    seed: numberOf('--seed', values.seed),
    scale: numberOf('--scale', values.scale),
    scenarios: choose(values.only),
    out: values.out,
  };
}

function choose(names: readonly string[] | undefined): readonly Scenario[] {
  const known = scenarios.map(({ name }) => name);
  const wrong = names?.find((name) => !known.includes(name));
  if (wrong !== undefined) throw new Error(`--only ${wrong}: there is ${known.join(', ')}`);
  return names === undefined ? scenarios : scenarios.filter(({ name }) => names.includes(name));
}

function numberOf(flag: string, text: string): number {
  const number = Number(text);
  if (!(number >= 0)) throw new Error(`${flag} ${text}: it takes a number`);
  return number;
}
