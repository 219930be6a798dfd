// How quick the page of `listen` is with many requests, in a real Chromium: `npm run bench:inspector`.
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { runListen } from '../src/listen/run-listen.js';
import { buildBundledModel } from '../src/model/bundled.js';
import { manyExchanges } from '../test/listen/support/many-exchanges.js';
import { chromiumFlags, findChromium } from '../test/support/find-chromium.js';
import { median } from './measured.js';
import { renderRows } from './table.js';

const count = Number(process.argv[2] ?? 10_000);
const rounds = 5;

/** What a page is asked to do, until it is on the screen; the time that this took by the clock. */
const prelude = `
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const painted = async () => { await frame(); await new Promise((resolve) => setTimeout(resolve)); };
  const list = document.getElementById('request-list');
  const shown = document.getElementById('shown');
  const set = async (id, value, isDone) => {
    const control = document.getElementById(id);
    const startedAt = performance.now();
    control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    do { await painted(); } while (!isDone());
    return performance.now() - startedAt;
  };
  const isAll = () => shown.textContent.endsWith('newest first');
  const isSome = () => !isAll() && !shown.textContent.startsWith('0 ');
`;

const frames = 150;

const steps = {
  [`${frames} frames, scrolled by 100 pixels in each`]: scroll('100'),
  [`${frames} frames, all of the list scrolled through`]: scroll(
    `(list.scrollHeight - list.clientHeight) / ${frames}`,
  ),
  'back to the newest': `list.scrollTop = 0; const at = performance.now(); await painted(); return performance.now() - at;`,
  'filter by event': `return set('filter-trigger', 'OPT_IN', isSome);`,
  'filter taken away': `return set('filter-trigger', '', isAll);`,
  'filter by signature': `return set('filter-verdict', 'wrong', isSome);`,
  'and that taken away': `return set('filter-verdict', '', isAll);`,
  'filter by a text that stands in the list': `return set('filter-text', 'opt_in', isSome);`,
  'and that': `return set('filter-text', '', isAll);`,
  'filter by a text in a body or a header': `return set('filter-text', 'needle 77 ', isSome);`,
} as const;

const { events } = await buildBundledModel();
const running = await runListen({
  events,
  to: new URL('http://127.0.0.1:9/'),
  secrets: [],
  timeoutMs: 1_000,
  host: '127.0.0.1',
  port: 0,
  pagePort: 0,
});
for (const exchange of manyExchanges(count)) running.log.add(exchange);
const browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumFlags });

interface Figure {
  /** By the clock, with all that the machine does besides. */
  readonly wall: number;
  /** What the page's own thread was busy. */
  readonly busy?: number;
}

const figures = new Map<string, Figure[]>();
for (let round = 0; round < rounds; round += 1) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  for (const [name, figure] of await measure(page)) figures.set(name, [...(figures.get(name) ?? []), figure]);
  await page.close();
}
await browser.close();
await running.stop();

console.log(`${count} requests, medians of ${rounds} rounds in milliseconds\n`);
console.log(renderRows(['', 'by the clock', 'least', 'most', 'the page is busy'], rowsOf(figures)));

function rowsOf(all: ReadonlyMap<string, readonly Figure[]>): string[][] {
  return [...all].map(([name, list]) => {
    const walls = list.map(({ wall }) => wall);
    const busy = list.flatMap((figure) => figure.busy ?? []);
    const cells = [median(walls), Math.min(...walls), Math.max(...walls)].map((value) => value.toFixed(0));
    return [name, ...cells, busy.length === 0 ? '' : median(busy).toFixed(1)];
  });
}

async function measure(page: Page): Promise<[name: string, figure: Figure][]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busyNow = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  };
  // Noted by the page itself, so that the way to this program does not count.
  await page.addInitScript(`
    const note = (name, isSo) => new MutationObserver((_changes, observer) => {
      if (!isSo()) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => { window[name] = performance.now(); }));
    }).observe(document, { childList: true, subtree: true, characterData: true });
    note('latestAt', () => document.querySelector('.request') !== null);
    note('allAt', () => document.getElementById('shown')?.textContent.startsWith('${count.toLocaleString('en')},'));
  `);
  await page.goto(running.pageUrl ?? '');
  // The page's policy lets no text be run as a program, so it is not the page that waits.
  while (!(await page.evaluate<boolean>('window.latestAt > 0 && window.allAt > 0'))) await wait(20);
  const [paint = 0, latest = 0, all = 0] = await page.evaluate<number[]>(
    `[performance.getEntriesByName('first-contentful-paint')[0].startTime, window.latestAt, window.allAt]`,
  );
  const found: [string, Figure][] = [
    ['first paint', { wall: paint }],
    ['the latest are in the list', { wall: latest }],
    ['all of them are there', { wall: all, busy: await busyNow() }],
  ];
  for (const [name, step] of Object.entries(steps)) {
    const before = await busyNow();
    const wall = await page.evaluate<number>(`(async () => { ${prelude} ${step} })()`);
    found.push([name, { wall, busy: (await busyNow()) - before }]);
  }
  return found;
}

function scroll(step: string): string {
  return `
    list.scrollTop = 0;
    const step = ${step};
    await painted();
    const startedAt = performance.now();
    for (let turn = 0; turn < ${frames}; turn += 1) { list.scrollTop += step; await frame(); }
    return performance.now() - startedAt;`;
}
