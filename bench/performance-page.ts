import { readFile, writeFile } from 'node:fs/promises';
import { fillTables } from './page.js';
import type { Performance } from './performance.js';
import { chartTables, renderCharts } from './performance-charts.js';
import { renderMissing, renderPerformance } from './performance-tables.js';
import { parts } from './suite.js';
import { suites } from './suites/index.js';

export interface PageFile {
  /** Below `docs`. */
  readonly name: string;
  readonly text: string;
}

const docs = new URL('../docs/', import.meta.url);

/** `docs/performance.md` with its tables and charts as they were measured; its prose stays. */
export async function renderPage(performance: Performance): Promise<readonly PageFile[]> {
  const charts = renderCharts(suites, performance);
  const { versions, placement } = performance;
  const events = Math.min(...performance.suites.map((suite) => suite.events));
  const rounds = Math.min(...performance.suites.map((suite) => suite.rounds));
  const partTables = parts.flatMap((part) => {
    const own = suites.filter((suite) => suite.part === part);
    const tables = [renderPerformance(own, performance), renderMissing(own, performance)];
    return [[part, tables.join('\n\n').trim()] as const];
  });
  const text = await fillTables(await readFile(new URL('performance.md', docs), 'utf8'), {
    versions: `${versions}; ${placement}. A server was sent at least ${events.toLocaleString('en-US')} events in a round, and each value is the median of at least ${rounds} rounds.`,
    ...Object.fromEntries(partTables),
    ...chartTables(charts),
  });
  return [
    { name: 'performance.md', text },
    ...[...charts].map(([name, svg]) => ({ name: `performance-${name}.svg`, text: svg })),
  ];
}

export async function writePage(performance: Performance): Promise<void> {
  for (const { name, text } of await renderPage(performance)) await writeFile(new URL(name, docs), text);
}
