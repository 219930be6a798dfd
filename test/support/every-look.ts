import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const widths = [360, 760, 1180, 1440];

/** Shows a page in several widths, each in light and dark: in all of them it has to fit, and what else is looked at to hold. */
export async function inEveryLook(
  page: Page,
  look: (colorScheme: 'light' | 'dark', name: string) => Promise<void>,
): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of widths) {
      const name = `${width} pixels, ${colorScheme}`;
      await page.setViewportSize({ width, height: 800 });
      expect(
        await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
        name,
      ).toBe(0);
      await look(colorScheme, name);
    }
  }
}
