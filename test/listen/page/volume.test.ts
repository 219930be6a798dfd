import { expect, it } from 'vitest';
import { describeNeeding } from '../../support/describe-needing.js';
import { manyExchanges } from '../support/many-exchanges.js';
import { choose, useInspector } from './open-inspector.js';

describeNeeding('chromium', 'the inspector with 10,000 requests', () => {
  const browser = useInspector();

  it('has elements for those alone that are seen, wherever one has scrolled to', async () => {
    const { page, running, visit } = await browser.open();
    for (const exchange of manyExchanges(10_000)) running.log.add(exchange);
    await page.close();
    const again = await visit();
    await expect.poll(() => again.locator('#shown').textContent()).toBe('10,000, newest first');
    const rows = () => again.locator('.request').count();
    expect(await rows()).toBeLessThan(50);
    expect(await again.locator('*').count()).toBeLessThan(800);

    const list = again.getByRole('listbox', { name: 'Requests' });
    for (const share of [0.3, 0.7, 1]) {
      await list.evaluate((element, at) => {
        element.scrollTop = element.scrollHeight * at;
      }, share);
      await expect.poll(rows).toBeLessThan(50);
    }
    await again.locator('#request-1').waitFor();
    await list.focus();
    await again.keyboard.press('End');
    expect(await again.locator('#request-1').getAttribute('aria-setsize')).toBe('10000');

    await again.getByLabel('Text in a request').fill('needle 77 ');
    await expect.poll(() => again.locator('#shown').textContent()).toBe('100 of 10,000');
    await choose(again, 77);
    expect(await again.locator('*').count()).toBeLessThan(1_500);
  });

  it('stays where one looks while others come', async () => {
    const { running, visit, page } = await browser.open();
    for (const exchange of manyExchanges(1_000)) running.log.add(exchange);
    await page.close();
    const again = await visit();
    await again.locator('#request-1000').waitFor();
    const list = again.getByRole('listbox', { name: 'Requests' });
    await list.evaluate((element) => {
      element.scrollTop = 15_000;
    });
    const place = () => again.locator('#request-500').evaluate((row) => row.getBoundingClientRect().top);
    await again.locator('#request-500').waitFor();
    const before = await place();
    for (const exchange of manyExchanges(1_040).slice(1_000)) running.log.add(exchange);
    await expect.poll(() => again.locator('#shown').textContent()).toBe('1,040, newest first');

    expect(await place()).toBe(before);
  });
});
