import { renderBarChart, type Bar, type BarGroup } from './bar-chart.js';
import { measuredValue, type Performance } from './performance.js';
import type { Limit, Suite } from './suite.js';
import { valueText } from './performance-tables.js';

interface Chart {
  readonly name: string;
  readonly title: string;
  readonly groups: readonly ChartGroup[];
}

/** A figure of every subject of a suite, beside that of one of them. */
interface ChartGroup {
  readonly suite: string;
  readonly heading: string;
  readonly figure: string;
  readonly base: string;
}

const charts: readonly Chart[] = [
  {
    name: 'receivers',
    title: 'Events acknowledged a second, beside the floor: more is better',
    groups: [20, 24].flatMap((node) =>
      [64, 256].map((connections) => ({
        suite: `answers-node${node}-${connections}`,
        heading: `Node ${node}, ${connections} connections`,
        figure: 'acknowledged',
        base: 'floor',
      })),
    ),
  },
  {
    name: 'inboxes',
    title: 'Events acknowledged a second, by inbox: more is better',
    groups: [
      ...[64, 256].map((connections) => ({
        suite: `sqlite-${connections}`,
        heading: `Beside a log, ${connections} connections`,
        figure: 'acknowledged',
        base: 'log',
      })),
      ...[64, 256].map((connections) => ({
        suite: `redis-${connections}`,
        heading: `Beside the memory inbox, ${connections} connections`,
        figure: 'acknowledged',
        base: 'memory',
      })),
    ],
  },
  {
    name: 'commands',
    title: 'Time of a command, beside node -e 0: less is better',
    groups: [
      {
        suite: 'start',
        heading: 'From its start to its end',
        figure: 'milliseconds',
        base: 'nothing',
      },
    ],
  },
  {
    name: 'generate',
    title: 'generate beside asyncapi generate models typescript: less is better',
    groups: [
      { suite: 'generate', heading: 'Time', figure: 'milliseconds', base: 'peer' },
      { suite: 'generate', heading: 'Peak memory', figure: 'peakMegabytes', base: 'peer' },
    ],
  },
];

/** The charts of what was measured, as SVG, by their names. */
export function renderCharts(
  suites: readonly Suite[],
  performance: Performance,
): ReadonlyMap<string, string> {
  return new Map(
    charts.flatMap(({ name, title, groups }) => {
      const filled = groups.flatMap((group) => groupOf(group, suites, performance));
      return filled.length === 0 ? [] : [[name, renderBarChart({ title, groups: filled })] as const];
    }),
  );
}

/** Where the page has a chart, and what for those who do not see it. */
export function chartTables(rendered: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    charts.map(({ name, title }) => [
      `${name}-chart`,
      rendered.has(name) ? `![${title}](performance-${name}.svg)` : '',
    ]),
  );
}

function groupOf(
  { suite: name, heading, figure, base }: ChartGroup,
  suites: readonly Suite[],
  performance: Performance,
): readonly BarGroup[] {
  const rows = suites.find((suite) => suite.name === name)?.rows ?? [];
  const subjects = performance.suites.find((suite) => suite.name === name)?.subjects ?? [];
  const baseValue = subjects.find((subject) => subject.name === base)?.figures[figure];
  if (baseValue === undefined) return [];
  const bars = subjects.flatMap((subject): Bar[] => {
    const own = subject.figures[figure];
    if (own === undefined) return [];
    const row = rows.find(
      (each) => each.subject === subject.name && each.figure === figure && each.beside?.subject === base,
    );
    const value = (row && measuredValue(performance, row.name)) ?? own / baseValue;
    const label = subject.title.replaceAll('`', '');
    const asked = row?.limit === undefined ? {} : { asked: numberOf(row.limit) };
    return [{ label, value, text: valueText(value, '×'), isBase: subject.name === base, ...asked }];
  });
  return [{ heading, bars }];
}

function numberOf(limit: Limit): number {
  return 'least' in limit ? limit.least : limit.most;
}
