import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { everyStrictFlag, tsc } from '../e2e/tsc.js';
import type { Ledger } from './user.js';

/** A project as it was at the end of a round. */
export interface KeptRound {
  readonly name: string;
  /** The files that the user has edited. */
  readonly edited: ReadonlySet<string>;
}

export function keepRound(root: string, name: string, directory: string, ledger: Ledger): KeptRound {
  for (const part of ['src', 'test']) {
    cpSync(join(directory, part), join(root, name, part), { recursive: true });
  }
  return { name, edited: new Set([...ledger.handlers.keys(), ...ledger.scaffold.keys()]) };
}

/** Compiles all rounds at once, and finds the errors the user cannot have been told of. */
export async function checkRounds(
  root: string,
  rounds: readonly KeptRound[],
): Promise<{ failing: number; unexplained: string[] }> {
  const template = new URL('../../templates/common/tsconfig.json.hbs', import.meta.url);
  const project: unknown = JSON.parse(readFileSync(template, 'utf8'));
  const include = rounds.map(({ name }) => name);
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ ...(project as object), include }));

  const output = await tsc(root, ...everyStrictFlag);
  const errors = output.split('\n').filter((line) => line.includes('error TS'));
  const edited = new Map(rounds.map((round) => [round.name, round.edited]));
  const failing = new Set<string>();
  const unexplained = errors.filter((error) => {
    const [, name = '', path = ''] = /([^/]+)\/((?:src|test)\/[^(]+)\(/.exec(error) ?? [];
    failing.add(name);
    // An edited file of the user, or one that names it.
    const own = edited.get(name) ?? new Set();
    return !own.has(path) && ![...own].some((file) => error.slice(error.indexOf(':')).includes(file));
  });
  if (errors.length === 0 && output !== '') unexplained.push(output);
  return { failing: failing.size, unexplained };
}
