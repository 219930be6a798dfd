/** A number that was measured, beside its limit. */
export interface Figure {
  readonly name: string;
  readonly measured: string;
  readonly limit: string;
  readonly ok: boolean;
}

export function exactly(name: string, measured: number | string, expected: number | string): Figure {
  return { name, measured: textOf(measured), limit: `= ${textOf(expected)}`, ok: measured === expected };
}

export function atMost(name: string, measured: number, limit: number, unit = ''): Figure {
  return { name, measured: textOf(measured, unit), limit: `≤ ${textOf(limit, unit)}`, ok: measured <= limit };
}

export function atLeast(name: string, measured: number, limit: number, unit = ''): Figure {
  return { name, measured: textOf(measured, unit), limit: `≥ ${textOf(limit, unit)}`, ok: measured >= limit };
}

/** What has no limit, and is good to know. */
export function noted(name: string, measured: number | string, unit = ''): Figure {
  return { name, measured: textOf(measured, unit), limit: '', ok: true };
}

/** The value that so many of a hundred are not above; 0 of none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
}

export function largest(values: Iterable<number>): number {
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  return most;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function textOf(value: number | string, unit = ''): string {
  const text = typeof value === 'string' ? value : String(Math.round(value * 10) / 10);
  return unit === '' ? text : `${text} ${unit}`;
}
