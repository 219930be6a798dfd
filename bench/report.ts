import type { Measured, MeasuredSubject } from './measured.js';
import { renderRows } from './table.js';

/** A table in Markdown of what was measured, beside the floor. */
export function renderMeasured({ subjects }: Measured): string {
  const floor = subjects.find(({ name }) => name === 'floor')?.figures;
  return renderRows(
    headings,
    subjects.map((subject) => rowOf(subject, floor)),
  );
}

const headings = [
  'what',
  'acknowledged/s',
  '÷ floor',
  'handled/s',
  '÷ floor',
  'a processor second ÷ floor',
  'refused',
];

function rowOf({ title, figures }: MeasuredSubject, floor: MeasuredSubject['figures'] | undefined): string[] {
  const { acknowledged, handled, perProcessorSecond, refused = 0 } = figures;
  const beside = (value: number | undefined, base: number | undefined): string =>
    value === undefined || base === undefined ? '' : (value / base).toFixed(2);
  return [
    title,
    rounded(acknowledged),
    beside(acknowledged, floor?.['acknowledged']),
    rounded(handled),
    beside(handled, floor?.['acknowledged']),
    beside(perProcessorSecond, floor?.['perProcessorSecond']),
    refused === 0 ? '' : rounded(refused),
  ];
}

/** What Redis does and holds for an event. */
export function renderRedisCost({ subjects }: Measured): string {
  const rows = subjects.flatMap(({ title, figures }) => {
    const { redisMicroseconds, redisCommands, bytesWaiting, bytesKnown } = figures;
    if (redisMicroseconds === undefined) return [];
    return [
      [title, rounded(redisMicroseconds), rounded(redisCommands), rounded(bytesWaiting), rounded(bytesKnown)],
    ];
  });
  return renderRows(
    ['an event, once', 'µs of Redis’ processor', 'commands', 'bytes while it waits', 'bytes once handled'],
    rows,
  );
}

function rounded(value: number | undefined): string {
  return value === undefined ? '' : String(Math.round(value));
}
