import type { Figures } from './subject.js';
import { isRegression, type Row, type Suite } from './suite.js';

/** The outcome of a run of `npm run bench`, as it is kept. */
export interface Performance {
  readonly versions: string;
  readonly placement: string;
  readonly suites: readonly SuiteOutcome[];
}

export interface SuiteOutcome {
  readonly name: string;
  /** As they were asked for: a suite may have had more. */
  readonly rounds: number;
  /** How many a server was sent in each. */
  readonly events: number;
  readonly rows: readonly RowOutcome[];
  /** What each subject was measured at, by the median of each figure. */
  readonly subjects: readonly { readonly name: string; readonly title: string; readonly figures: Figures }[];
}

export type RowOutcome =
  | {
      readonly name: string;
      /** The median over the rounds. */
      readonly value: number;
      readonly lowest: number;
      readonly highest: number;
    }
  | {
      readonly name: string;
      /** Why there is no value. */
      readonly missing: string;
    };

/** The outcome of a row; `undefined` where it was never measured. */
export function outcomeOf({ suites }: Performance, row: string): RowOutcome | undefined {
  return suites.flatMap(({ rows }) => rows).find(({ name }) => name === row);
}

/** The value of a row; `undefined` where there is none. */
export function measuredValue(performance: Performance, row: string): number | undefined {
  const outcome = outcomeOf(performance, row);
  return outcome !== undefined && 'value' in outcome ? outcome.value : undefined;
}

/** What was measured before, with what was measured now in its place. */
export function merge(before: Performance, now: Performance): Performance {
  const isIn = ({ suites }: Performance, name: string): boolean =>
    suites.some((suite) => suite.name === name);
  const kept = before.suites.map((suite) => now.suites.find(({ name }) => name === suite.name) ?? suite);
  return { ...now, suites: [...kept, ...now.suites.filter(({ name }) => !isIn(before, name))] };
}

export interface Regression {
  readonly row: Row;
  readonly value: number;
  readonly recorded: number;
}

/**
 * The rows of suites that were recorded and are now worse by more than a third. Where the work of a server is known, that must
 * have become worse too: else it was the machine that had less time for it. Where a figure shows how slow the machine is, the
 * recorded value is taken as it would have been on one as slow.
 */
export function regressionsOf(
  suites: readonly Suite[],
  { now, recorded }: { readonly now: Performance; readonly recorded: Performance },
): readonly Regression[] {
  return suites.flatMap(({ name, rows }) =>
    rows.flatMap((row) => {
      const value = measuredValue(now, row.name);
      const was = measuredValue(recorded, row.name);
      if (value === undefined || was === undefined) return [];
      const before = was * slownessFor(row, name, { now, recorded });
      if (!isRegression(row, { value, recorded: before })) return [];
      return isWorkUnchanged(row, workOf(row, name, now), workOf(row, name, recorded))
        ? []
        : [{ row, value, recorded: was }];
    }),
  );
}

// More work in a second is better, whichever way the row itself is read.
function isWorkUnchanged(row: Row, value: number | undefined, recorded: number | undefined): boolean {
  const work = { ...row, limit: { least: 0 } };
  return value !== undefined && recorded !== undefined && !isRegression(work, { value, recorded });
}

/** How many times as slow as when it was recorded the machine is now; 1 where it is not slower, or nothing shows it. */
function slownessFor(
  { slowsWith = '', subject }: Row,
  suite: string,
  { now, recorded }: { readonly now: Performance; readonly recorded: Performance },
): number {
  const [is, was] = [now, recorded].map((performance) =>
    figureOf(performance, { suite, subject }, slowsWith),
  );
  return is === undefined || was === undefined ? 1 : Math.max(1, is / was);
}

/** The quotient of the work of both subjects of a row. */
function workOf(
  { work = '', subject, beside }: Row,
  suite: string,
  performance: Performance,
): number | undefined {
  const of = (wanted?: string): number | undefined => figureOf(performance, { suite, subject: wanted }, work);
  const [own, base] = [of(subject), of(beside?.subject)];
  return own === undefined || base === undefined ? undefined : own / base;
}

function figureOf(
  { suites }: Performance,
  { suite, subject }: { readonly suite: string; readonly subject: string | undefined },
  figure: string,
): number | undefined {
  const { subjects } = suites.find(({ name }) => name === suite) ?? {};
  return subjects?.find(({ name }) => name === subject)?.figures[figure];
}
