import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeNeeding } from '../../support/describe-needing.js';
import { inEveryLook } from '../../support/every-look.js';
import { isFocused, unmarkedFocus } from '../../support/page-focus.js';
import { send } from '../support/start-listen.js';
import { useInspector } from './open-inspector.js';

describeNeeding('chromium', 'the inspector without a mouse', () => {
  const browser = useInspector();

  it('goes through the list, into a request and back, and sends it again', async () => {
    const { page, running, received } = await browser.open();
    for (const trigger of ['MESSAGE_INBOUND', 'OPT_IN', 'OPT_OUT']) await send(running.url, { trigger });
    await page.locator('#request-3').waitFor();
    const { keyboard } = page;
    const list = page.getByRole('listbox', { name: 'Requests' });
    await list.focus();

    const chosen = () => list.getAttribute('aria-activedescendant');
    await keyboard.press('ArrowDown');
    expect(await chosen()).toBe('request-3');
    await keyboard.press('ArrowDown');
    expect(await chosen()).toBe('request-2');
    await keyboard.press('End');
    expect(await chosen()).toBe('request-1');
    await keyboard.press('Home');
    await keyboard.press('ArrowUp');
    expect(await chosen()).toBe('request-3');
    await keyboard.press('PageDown');
    expect(await chosen()).toBe('request-1');
    expect(await page.locator('#request-1').getAttribute('aria-selected')).toBe('true');
    expect(await page.locator('#request-1').getAttribute('aria-posinset')).toBe('3');
    await page.getByRole('heading', { name: '1 · MESSAGE_INBOUND' }).waitFor();

    await keyboard.press('Enter');
    expect(await isFocused(page, '#details-body')).toBe(true);
    await keyboard.press('Escape');
    expect(await isFocused(page, '#request-list')).toBe(true);
    await keyboard.press('r');
    await expect.poll(() => received.length).toBe(4);
    await expect.poll(chosen).toBe('request-4');
    await keyboard.press('s');
    await expect.poll(() => received.length).toBe(5);
    await expect.poll(chosen).toBe('request-5');
    await page.getByRole('heading', { name: /^5 · / }).waitFor();
    await keyboard.press('e');
    await expect.poll(() => isFocused(page, '#editor-text')).toBe(true);
    await keyboard.press('Escape');
    expect(await isFocused(page, '#request-list')).toBe(true);
  });

  it('goes to the filter with a slash, which is a slash in the filter', async () => {
    const { page, running } = await browser.open();
    await send(running.url);
    await page.locator('#request-1').waitFor();
    await page.keyboard.press('/');
    expect(await isFocused(page, '#filter-text')).toBe(true);
    await page.keyboard.type('/x');
    expect(await page.locator('#filter-text').inputValue()).toBe('/x');
    await page.keyboard.press('Escape');
    expect(await page.locator('#filter-text').inputValue()).toBe('');
  });

  it('lists its shortcuts', async () => {
    const { page } = await browser.open();
    await page.getByRole('button', { name: 'Shortcuts' }).press('Enter');
    await page.getByRole('dialog', { name: 'Shortcuts' }).getByText('to the filter').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('reads out what comes, once for many', async () => {
    const { page, running } = await browser.open();
    await send(running.url, { trigger: 'OPT_IN' });
    const said = () => page.locator('#announcer').textContent();
    await expect.poll(said).toBe('A request: OPT_IN, answer 200');
    await Promise.all(Array.from({ length: 20 }, () => send(running.url)));
    await expect.poll(said).toBe('20 requests, the last: MESSAGE_INBOUND, answer 200');
  });

  it('every control has a name, and every part a heading', async () => {
    const { page, running } = await browser.open();
    await send(running.url);
    await page.locator('#request-1').click();
    await page.getByRole('heading', { name: /^1 · / }).waitFor();
    for (const role of [
      'button',
      'textbox',
      'combobox',
      'checkbox',
      'listbox',
      'searchbox',
      'link',
    ] as const) {
      const all = await page.getByRole(role).count();
      expect(all === 0 && role !== 'textbox', role).toBe(false);
      expect(await page.getByRole(role, { name: /\w/ }).count(), role).toBe(all);
    }
    for (const role of ['main', 'banner', 'search'] as const) {
      expect(await page.getByRole(role).count(), role).toBe(1);
    }
    for (const name of ['Requests', 'Payload', 'Headers', 'Answer']) {
      expect(await page.getByRole('heading', { name }).count(), name).toBe(1);
    }
  });

  it('shows where the focus is, wherever it is', async () => {
    const { page, running } = await browser.open();
    await send(running.url);
    await page.locator('#request-1').click();
    await page.getByRole('heading', { name: /^1 · / }).waitFor();
    expect(await unmarkedFocus(page, 25)).toEqual([]);
  });

  it('fits into every width, with enough contrast in light and dark', async () => {
    const { page, running } = await browser.open();
    await send(running.url, { with: 'another', body: '{"app_id":1,"message":{"a":[1,true,null,"text"]}}' });
    await send(running.url);
    await page.locator('#request-2').waitFor();
    await page.locator('#request-1').click();
    await page.getByRole('heading', { name: /^1 · / }).waitFor();

    await inEveryLook(page, async (_scheme, name) => expect(await weakTexts(page), name).toEqual([]));
  });
});

/** Texts whose contrast with what is behind them is below 4.5 to 1, as WCAG asks for. */
function weakTexts(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const channels = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
    const luminance = (colour) => {
      const [r, g, b] = channels(colour).map((one) => {
        const share = one / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const groundOf = (element) => {
      for (let here = element; here; here = here.parentElement) {
        const { backgroundColor } = getComputedStyle(here);
        if ((channels(backgroundColor)[3] ?? 1) === 1) return backgroundColor;
      }
      return 'rgb(255, 255, 255)';
    };
    const weak = [];
    for (const element of document.querySelectorAll('body *')) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
      if (!own || !element.checkVisibility() || element.closest('.unseen, :disabled')) continue;
      const [one, other] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))];
      const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      if (contrast < 4.5) weak.push(element.className + ' ' + element.textContent.slice(0, 20) + ' ' + contrast.toFixed(2));
    }
    return weak;
  })()`);
}
