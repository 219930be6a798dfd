export interface BarChart {
  readonly title: string;
  readonly groups: readonly BarGroup[];
}

export interface BarGroup {
  readonly heading: string;
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value, written. */
  readonly text: string;
  /** What the others are measured against. */
  readonly isBase: boolean;
  /** Where a mark stands: what is asked. */
  readonly asked?: number;
}

const width = 760;
const labelWidth = 250;
const barsWidth = 400;
const lineHeight = 26;
const barHeight = 16;
const margin = 16;

// The background is its own, so that the text can be read on whatever page it stands.
const style = `
    text { font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #1f2328 }
    .title { font-size: 15px; font-weight: 600 }
    .heading { font-weight: 600 }
    .background { fill: #ffffff }
    .bar { fill: #2f6fce }
    .base { fill: #8c959f }
    .asked { stroke: #bc4c00; stroke-width: 3 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .background { fill: #161b22 }
      .bar { fill: #4a8be8 }
      .base { fill: #7d8590 }
      .asked { stroke: #f0a35e }
    }
  `;

/** Horizontal bars as SVG. Text stays text; a mark shows what is asked of a bar. */
export function renderBarChart({ title, groups }: BarChart): string {
  const bars = groups.flatMap((group) => group.bars);
  const longest = Math.max(...bars.flatMap(({ value, asked = 0 }) => [value, asked]));
  let y = margin + 16;
  const place = (height: number): number => (y += height) - height;
  const lines = [
    textAt({ x: margin, y: place(14), kind: 'title', text: title }),
    ...groups.flatMap(({ heading, bars: own }) => [
      textAt({ x: margin, y: place(lineHeight) + 14, kind: 'heading', text: heading }),
      ...own.flatMap((bar) => renderBar(bar, place(lineHeight), barsWidth / longest)),
    ]),
    `<line class="asked" x1="${margin + 4}" x2="${margin + 4}" y1="${y + 4}" y2="${y + 20}"/>`,
    textAt({ x: margin + 14, y: y + 17, kind: 'label', text: 'what is asked' }),
  ];
  const height = y + lineHeight + margin / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
  <title id="title">${escape(title)}</title>
  <style>${style}</style>
  <rect class="background" width="${width}" height="${height}" rx="6"/>
  ${lines.join('\n  ')}
</svg>
`;
}

function renderBar(bar: Bar, y: number, scale: number): string[] {
  const x = margin + labelWidth;
  const length = Math.max(1, bar.value * scale);
  const end = Math.max(length, (bar.asked ?? 0) * scale);
  const mark = bar.asked === undefined ? [] : [markAt(x + bar.asked * scale, y)];
  return [
    textAt({ x: margin, y: y + 14, kind: 'label', text: bar.label }),
    `<rect class="${bar.isBase ? 'base' : 'bar'}" x="${x}" y="${y + 1}" width="${rounded(length)}" height="${barHeight}" rx="2"/>`,
    ...mark,
    textAt({ x: x + end + 8, y: y + 14, kind: 'value', text: bar.text }),
  ];
}

function markAt(x: number, y: number): string {
  return `<line class="asked" x1="${rounded(x)}" x2="${rounded(x)}" y1="${y - 2}" y2="${y + barHeight + 4}"/>`;
}

interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly kind: string;
  readonly text: string;
}

function textAt({ x, y, kind, text }: PlacedText): string {
  return `<text class="${kind}" x="${rounded(x)}" y="${y}">${escape(text)}</text>`;
}

function rounded(length: number): string {
  return String(Math.round(length * 10) / 10);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
