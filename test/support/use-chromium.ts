import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, onTestFinished } from 'vitest';
import { chromiumFlags, findChromium } from './find-chromium.js';

/** A browser for the tests of a file. Fails a test whose page had an error, or did what its policy forbids. */
export function useChromium() {
  let browser: Browser | undefined;
  let problems: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumFlags });
  });
  afterAll(() => browser?.close());
  afterEach(() => {
    const found = problems;
    problems = [];
    expect(found, 'The page has errors').toEqual([]);
  });

  return {
    /** What the browser complained of in this test. */
    problems: () => problems,
    /** Opens a page, and waits until it is told of changes. */
    async visit(url: string, context: BrowserContextOptions = {}): Promise<Page> {
      if (browser === undefined) throw new Error('There is no browser');
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...context });
      onTestFinished(() => page.close());
      const own = problems;
      page.on('pageerror', (error) => own.push(String(error)));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) own.push(message.text());
      });
      await page.goto(url);
      await page.getByText('Live', { exact: true }).waitFor();
      return page;
    },
  };
}
