import { describe, expect, it } from 'vitest';
import { renderBarChart, type BarChart } from '../../bench/bar-chart.js';

const chart: BarChart = {
  title: 'Less < more & so on',
  groups: [
    {
      heading: 'Node 20',
      bars: [
        { label: 'the floor', value: 1, text: '1.00 ×', isBase: true },
        { label: 'a <receiver>', value: 0.5, text: '0.50 ×', isBase: false, asked: 0.8 },
      ],
    },
  ],
};

describe('renderBarChart', () => {
  const svg = renderBarChart(chart);

  it('is an image with a title, whose text is text', () => {
    expect(svg).toMatch(/<svg [^>]*role="img" aria-labelledby="title"/);
    expect(svg).toContain('<title id="title">Less &lt; more &amp; so on</title>');
    expect(svg).toContain('>a &lt;receiver&gt;</text>');
  });

  it('draws a bar as long as its value, and a mark where the bar should end', () => {
    const [floor = 0, receiver = 0] = [...svg.matchAll(/class="(?:base|bar)"[^>]* width="([0-9.]+)"/g)].map(
      ([, width]) => Number(width),
    );
    const start = Number(/class="bar" x="([0-9.]+)"/.exec(svg)?.[1]);
    const mark = Number(/class="asked" x1="([0-9.]+)"/.exec(svg)?.[1]);

    expect(receiver / floor).toBeCloseTo(0.5);
    expect((mark - start) / floor).toBeCloseTo(0.8);
  });

  it('has colours for a dark page too', () => {
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
  });
});
