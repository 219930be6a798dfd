import type { BrowserContextOptions, Page } from 'playwright-core';
import type { ListenOptions, RunningListen } from '../../../src/listen/run-listen.js';
import { useChromium } from '../../support/use-chromium.js';
import { type Received, startListen, startReceiver } from '../support/start-listen.js';

export interface OpenInspector {
  readonly page: Page;
  readonly running: RunningListen;
  readonly received: readonly Received[];
  readonly answer: { status: number };
  /** Opens the page once more. */
  readonly visit: () => Promise<Page>;
}

/** A browser for the tests of a file, with the page of a proxy that has a receiver behind it. */
export function useInspector() {
  const { visit, problems } = useChromium();
  return {
    problems,
    async open(
      options: Partial<ListenOptions> = {},
      context: BrowserContextOptions = {},
    ): Promise<OpenInspector> {
      const answer = { status: 200 };
      const { to, received } = await startReceiver((_request, response) => {
        response.writeHead(answer.status, { 'x-receiver': 'test' }).end('taken');
      });
      const running = await startListen(to, options);
      const open = () => visit(running.pageUrl, context);
      return { page: await open(), running, received, answer, visit: open };
    },
  };
}

/** Chooses a request, and waits until what is in it is shown. */
export async function choose(page: Page, number: number): Promise<void> {
  await page.locator(`#request-${number}`).click();
  await page.getByRole('heading', { name: new RegExp(`^${number} · `) }).waitFor();
}
