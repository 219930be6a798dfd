import type { Figures } from './subject.js';

/** The outcome of a run, as it is kept: the median of each figure. */
export interface Measured {
  readonly versions: string;
  readonly placement: string;
  readonly rounds: number;
  readonly events: number;
  readonly connections: number;
  readonly subjects: readonly MeasuredSubject[];
}

export interface MeasuredSubject {
  readonly name: string;
  readonly title: string;
  readonly figures: Figures;
}

/** The figure of a subject. Throws where it was not measured. */
export function figureOf({ subjects }: Measured, subject: string, figure: string): number {
  const value = subjects.find(({ name }) => name === subject)?.figures[figure];
  if (value === undefined) throw new Error(`${figure} of ${subject} was not measured.`);
  return value;
}

/** The median of each figure over the rounds. */
export function mediansOf(rounds: readonly Figures[]): Figures {
  const names = new Set(rounds.flatMap((figures) => Object.keys(figures)));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      median(rounds.flatMap((figures) => (figures[name] === undefined ? [] : [figures[name]]))),
    ]),
  );
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}
