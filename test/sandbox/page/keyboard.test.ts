import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeNeeding } from '../../support/describe-needing.js';
import { inEveryLook } from '../../support/every-look.js';
import { isFocused, unmarkedFocus } from '../../support/page-focus.js';
import { readState, useBrowser } from './open-page.js';

describeNeeding('chromium', 'the page without a mouse', () => {
  const browser = useBrowser();

  it('adds a phone, writes, opts out, closes a breaker, sets a fault and sends a sample', async () => {
    const { page, running, received, answer } = await browser.open();
    const { keyboard } = page;

    await tabTo(page, '#show-add-phone');
    await keyboard.press('Enter');
    expect(await isFocused(page, '#phone-channel')).toBe(true);
    await keyboard.type('RCS');
    await keyboard.press('Tab');
    await keyboard.type('+15551230001');
    await keyboard.press('Enter');
    await expect.poll(() => isFocused(page, '#thread-text')).toBe(true);
    answer.status = 500;
    await keyboard.type('Typed');
    await keyboard.press('Shift+Enter');
    await keyboard.type('in two lines');
    await keyboard.press('Enter');
    await page.getByText('breaker open').waitFor();
    expect(received[0]).toMatchObject({
      message: {
        channel_identity: { channel: 'RCS' },
        contact_message: { text_message: { text: 'Typed\nin two lines' } },
      },
    });

    answer.status = 200;
    await tabTo(page, '.close-breaker');
    await keyboard.press('Enter');
    await page.getByText('breaker closed').waitFor();
    await expect.poll(() => isFocused(page, '#webhooks-title')).toBe(true);
    await tabTo(page, '#duplicates');
    await keyboard.press('End');
    await expect.poll(() => readState(running)).toMatchObject({ faults: { duplicates: 1 } });
    await tabTo(page, '#sample-trigger');
    await keyboard.type('CAPAB');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await page.locator('#delivery-list').getByText('CAPABILITY').first().waitFor();
    await tabTo(page, '#consent');
    await keyboard.press('Space');
    await expect.poll(() => readState(running)).toMatchObject({ phones: [{ isOptedOut: true }] });
  });

  it('shows where the focus is, wherever it is', async () => {
    const { page } = await browser.open();
    expect(await unmarkedFocus(page, 30)).toEqual([]);
  });

  it('puts the form away with Escape, and goes back to where one was', async () => {
    const { page } = await browser.open();
    await tabTo(page, '#show-add-phone');
    await page.keyboard.press('Enter');

    await page.keyboard.press('Escape');

    expect(await page.getByRole('form', { name: 'Add a phone' }).count()).toBe(0);
    expect(await isFocused(page, '#show-add-phone')).toBe(true);
  });

  it('every control has a name', async () => {
    const { page } = await browser.open();
    await page.getByRole('button', { name: 'Add a phone' }).click();
    const roles = ['button', 'textbox', 'combobox', 'slider', 'spinbutton', 'checkbox'] as const;

    for (const role of roles) {
      const all = await page.getByRole(role).count();
      expect(all, role).toBeGreaterThan(0);
      expect(await page.getByRole(role, { name: /\w/ }).count(), role).toBe(all);
    }
    expect(await page.getByRole('main').count()).toBe(1);
    expect(await page.getByRole('banner').count()).toBe(1);
    for (const name of ['Phones', 'Journeys', 'Deliveries', 'Webhooks', 'Faults']) {
      expect(await page.getByRole('heading', { name }).count(), name).toBe(1);
    }
  });

  it('fits into every width, in light and dark', async () => {
    const { page } = await browser.open();

    await inEveryLook(page, async (colorScheme, name) => {
      const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      expect(Number(/\d+/.exec(ground)?.[0]) > 127, name).toBe(colorScheme === 'light');
    });
  });
});

/** Presses Tab until the focus is there; nothing may be out of its reach. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    if (await isFocused(page, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} cannot be reached with Tab`);
}
