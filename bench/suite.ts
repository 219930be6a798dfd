import type { Figures, Subject } from './subject.js';

/** What is measured together, each in its turn, and what is asked of it. */
export interface Suite {
  readonly name: string;
  readonly part: Part;
  /** Whether a quick run has it. */
  readonly isQuick: boolean;
  /** How many rounds it has for each that was asked for: many where one takes little, none where it has its own within. */
  readonly rounds: number;
  readonly subjects: readonly Subject[];
  readonly rows: readonly Row[];
}

export const parts = ['receiver', 'generator'] as const;

export type Part = (typeof parts)[number];

/** One line of the table: a figure of a subject, mostly beside the same figure of another in the same round. */
export interface Row {
  readonly name: string;
  readonly what: string;
  readonly subject: string;
  readonly figure: string;
  readonly beside?: Beside;
  readonly unit: Unit;
  /** What is asked. Without, the row is there to see what becomes of it. */
  readonly limit?: Limit;
  /** A figure of the work alone, more of which is better, and which the rest of a machine hardly touches. */
  readonly work?: string;
  /** A figure of the same subject that only the machine changes: as much as it became slower, this one may. */
  readonly slowsWith?: string;
  /** How much a value that the machine makes uncertain may differ without being worse, in its unit. */
  readonly slack?: number;
}

export interface Beside {
  readonly subject: string;
  readonly as: 'quotient' | 'difference';
  /** What it is, in the table. */
  readonly title: string;
}

/** How a value is written: a quotient, or what it is of. */
export type Unit = '×' | 'ms' | 'KB' | 'MB' | 'packages';

export type Limit = { readonly least: number } | { readonly most: number };

/** The value of a row in a round; `undefined` where a subject of it was not measured. */
export function valueOf(
  { subject, figure, beside }: Row,
  round: ReadonlyMap<string, Figures>,
): number | undefined {
  const value = round.get(subject)?.[figure];
  if (beside === undefined || value === undefined) return value;
  const base = round.get(beside.subject)?.[figure];
  if (base === undefined) return undefined;
  return beside.as === 'quotient' ? value / base : value - base;
}

export function isMet(limit: Limit, value: number): boolean {
  return 'least' in limit ? value >= limit.least : value <= limit.most;
}

/** Whether a value is worse than a recorded one by more than a third, and by more than is uncertain. */
export function isRegression(
  { limit, slack = 0 }: Row,
  { value, recorded }: { readonly value: number; readonly recorded: number },
): boolean {
  const isMoreBetter = limit !== undefined && 'least' in limit;
  return isMoreBetter
    ? value < (recorded * 2) / 3 && value < recorded - slack
    : value > (recorded * 4) / 3 && value > recorded + slack;
}
