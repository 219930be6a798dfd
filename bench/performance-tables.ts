import { outcomeOf, type Performance } from './performance.js';
import { isMet, type Limit, type Row, type Suite, type Unit } from './suite.js';
import { renderRows } from './table.js';

/** A table in Markdown of rows, what is asked of them, and what was measured. */
export function renderPerformance(suites: readonly Suite[], performance: Performance): string {
  return renderRows(
    ['what', 'beside', 'asked', 'measured', 'lowest to highest', 'met'],
    suites.flatMap(({ rows }) => rows).map((row) => cellsOf(row, performance)),
    ['beside'],
  );
}

/** Why rows have no value, each reason once; nothing where all have one. */
export function renderMissing(suites: readonly Suite[], performance: Performance): string {
  const reasons = suites
    .flatMap(({ rows }) => rows)
    .flatMap((row) => {
      const outcome = outcomeOf(performance, row.name);
      return outcome !== undefined && 'missing' in outcome ? [[outcome.missing, row.name] as const] : [];
    });
  return [...new Set(reasons.map(([why]) => why))]
    .map((why) => {
      const names = reasons.filter(([each]) => each === why).map(([, name]) => name);
      return `Not measured: ${names.join(', ')}. ${why}.`;
    })
    .join('\n\n');
}

function cellsOf(row: Row, performance: Performance): string[] {
  const outcome = outcomeOf(performance, row.name);
  const asked = row.limit === undefined ? '' : limitText(row.limit, row.unit);
  const beside = row.beside?.title ?? '';
  if (outcome === undefined || 'missing' in outcome)
    return [row.what, beside, asked, 'not measured', '', 'not measured'];
  const { value, lowest, highest } = outcome;
  const spread = `${numberText(lowest, row.unit)} to ${numberText(highest, row.unit)}`;
  const met = row.limit === undefined ? '' : isMet(row.limit, value) ? 'yes' : '**no**';
  return [row.what, beside, asked, valueText(value, row.unit), lowest === highest ? '' : spread, met];
}

export function limitText(limit: Limit, unit: Unit): string {
  return 'least' in limit ? `≥ ${valueText(limit.least, unit)}` : `≤ ${valueText(limit.most, unit)}`;
}

export function valueText(value: number, unit: Unit): string {
  if (unit === '×') return `${numberText(value, unit)} ×`;
  return unit === 'packages' ? numberText(value, unit) : `${numberText(value, unit)} ${unit}`;
}

function numberText(value: number, unit: Unit): string {
  if (unit === 'packages') return value.toLocaleString('en-US');
  return value.toFixed(unit === '×' ? 2 : 1);
}
