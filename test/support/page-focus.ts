import type { Page } from 'playwright-core';

export function isFocused(page: Page, selector: string): Promise<boolean> {
  return page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`);
}

/** What has the focus after one of these presses of Tab, and does not show it. */
export async function unmarkedFocus(page: Page, presses: number): Promise<string[]> {
  const unmarked: string[] = [];
  for (let press = 0; press < presses; press += 1) {
    await page.keyboard.press('Tab');
    const mark = await page.evaluate<string | null>(
      `document.activeElement === document.body ? null
        : getComputedStyle(document.activeElement).outlineStyle + ' ' + document.activeElement.id`,
    );
    if (mark?.startsWith('none')) unmarked.push(mark);
  }
  return unmarked;
}
