import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { findChromium } from '../../support/find-chromium.js';

export interface OpenedPage {
  readonly page: Page;
  /** What the browser complained of: errors, and what the policy of the page forbids. */
  readonly problems: readonly string[];
}

/** A real browser for the tests of a suite; each visit is somebody else, with a window and a session of their own. */
export function useBrowser() {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  return {
    async visit(url: string, context: BrowserContextOptions = {}): Promise<OpenedPage> {
      if (browser === undefined) throw new Error('There is no browser');
      const own = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: 'en-GB',
        timezoneId: 'UTC',
        ...context,
      });
      onTestFinished(() => own.close());
      const page = await own.newPage();
      page.setDefaultTimeout(15_000);
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) problems.push(message.text());
      });
      await page.goto(url);
      await page.getByText('Up to date').waitFor();
      return { page, problems };
    },
  };
}
