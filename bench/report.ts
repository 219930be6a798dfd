import type { Figures } from './subject.js';

/** The figures of a subject, one of each for every round. */
export interface Measured {
  readonly name: string;
  readonly title: string;
  readonly rounds: readonly Figures[];
}

/** A table in Markdown of the medians, and of what they are beside the floor's. */
export function renderTable(measured: readonly Measured[]): string {
  const floor = measured.find(({ name }) => name === 'floor');
  const base = floor === undefined ? undefined : mediansOf(floor);
  const rows = measured.map((one) => {
    const figures = mediansOf(one);
    const beside = (name: string, of: string): string =>
      figures[name] === undefined || base?.[of] === undefined ? '' : (figures[name] / base[of]).toFixed(2);
    return [
      one.title,
      rounded(figures['acknowledged']),
      beside('acknowledged', 'acknowledged'),
      rounded(figures['handled']),
      beside('handled', 'acknowledged'),
      beside('perProcessorSecond', 'perProcessorSecond'),
      rounded(figures['redisMicroseconds']),
      rounded(figures['redisCommands'], 1),
      rounded(figures['bytesWaiting'] ?? figures['bytesKnown']),
    ];
  });
  return [headings, headings.map((_heading, index) => (index === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

const headings = [
  'what',
  'acknowledged/s',
  '/ floor',
  'handled/s',
  '/ floor',
  'per processor second / floor',
  'Redis µs/event',
  'Redis commands/event',
  'Redis bytes/event',
];

/** The median of each figure over the rounds. */
export function mediansOf({ rounds }: Measured): Figures {
  const names = new Set(rounds.flatMap((figures) => Object.keys(figures)));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      median(rounds.flatMap((figures) => (figures[name] === undefined ? [] : [figures[name]]))),
    ]),
  );
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}

function rounded(value: number | undefined, digits = 0): string {
  return value === undefined ? '' : value.toFixed(digits);
}
