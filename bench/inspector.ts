// How quick the page of `listen` is with many requests, in a real Chromium: `npm run bench:inspector`.
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { runListen } from '../src/listen/run-listen.js';
import { buildBundledModel } from '../src/model/bundled.js';
import { manyExchanges } from '../test/listen/support/many-exchanges.js';
import { chromiumFlags, findChromium } from '../test/support/find-chromium.js';
import { median } from './measured.js';

const count = Number(process.argv[2] ?? 10_000);
const rounds = 7;

/** Scrolls and filters, and notes how long each takes until it is on the screen. */
const inPage = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const painted = async () => { await frame(); await new Promise((resolve) => setTimeout(resolve)); };
  const middle = (all, share) => all.toSorted((a, b) => a - b)[Math.floor((all.length - 1) * share)];
  const list = document.getElementById('request-list');
  const shown = document.getElementById('shown');

  const frames = [];
  let last = await frame();
  const step = (list.scrollHeight - list.clientHeight) / 300;
  for (let turn = 0; turn < 300; turn += 1) {
    list.scrollTop += step;
    const now = await frame();
    frames.push(now - last);
    last = now;
  }
  list.scrollTop = 0;
  await painted();

  const timed = async (id, value, isDone) => {
    const control = document.getElementById(id);
    const startedAt = performance.now();
    control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    do { await painted(); } while (!isDone());
    return performance.now() - startedAt;
  };
  const all = shown.textContent;
  const isOther = () => shown.textContent !== all;
  const isAll = () => shown.textContent === all;
  const event = await timed('filter-trigger', 'OPT_IN', isOther);
  await timed('filter-trigger', '', isAll);
  const verdict = await timed('filter-verdict', 'wrong', isOther);
  const back = await timed('filter-verdict', '', isAll);
  const number = await timed('filter-text', 'opt_in', () => isOther() && !shown.textContent.startsWith('0 '));
  await timed('filter-text', '', isAll);
  const text = await timed('filter-text', 'needle 77 ', () => isOther() && !shown.textContent.startsWith('0 '));
  return {
    'a frame while all of it is scrolled through': middle(frames, 0.5),
    'the slowest of 20 such frames': middle(frames, 0.95),
    'filter by event': event,
    'filter by signature': verdict,
    'filter taken away': back,
    'filter by text that stands in the list': number,
    'filter by text in a body or a header': text,
  };
})()`;

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

const figures: Record<string, number[]> = {};
for (let round = 0; round < rounds; round += 1) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  for (const [name, milliseconds] of Object.entries(await measure(page))) {
    (figures[name] ??= []).push(milliseconds);
  }
  await page.close();
}
await browser.close();
await running.stop();

console.log(`${count} requests, median of ${rounds} rounds, in milliseconds (least to most)\n`);
for (const [name, all] of Object.entries(figures)) {
  const sorted = all.toSorted((one, other) => one - other);
  const range = `${sorted[0]?.toFixed(1)} to ${sorted.at(-1)?.toFixed(1)}`;
  console.log(`${name.padEnd(52)}${median(all).toFixed(1).padStart(8)}   (${range})`);
}

async function measure(page: Page): Promise<Record<string, number>> {
  // Noted by the page itself, so that the way to this program does not count.
  await page.addInitScript(`
    new MutationObserver((_changes, observer) => {
      if (document.querySelector('.request') === null) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => { window.listShownAt = performance.now(); }));
    }).observe(document, { childList: true, subtree: true });
    new MutationObserver((_changes, observer) => {
      if (!document.getElementById('shown')?.textContent.startsWith('${count.toLocaleString('en')},')) return;
      observer.disconnect();
      window.allThereAt = performance.now();
    }).observe(document, { childList: true, subtree: true, characterData: true });
  `);
  await page.goto(running.pageUrl ?? '');
  // The page's policy lets no text be run as a program, so it is not the page that waits.
  while (
    !(await page.evaluate<boolean>('window.listShownAt !== undefined && window.allThereAt !== undefined'))
  )
    await wait(20);
  const start = await page.evaluate<Record<string, number>>(`({
    'first paint': performance.getEntriesByName('first-contentful-paint')[0].startTime,
    'the latest are in the list': window.listShownAt,
    'all of them are there': window.allThereAt,
  })`);
  return { ...start, ...(await page.evaluate<Record<string, number>>(inPage)) };
}
