import { expect, it } from 'vitest';
import { describeNeeding } from '../../support/describe-needing.js';
import { freePort } from '../../support/free-port.js';
import { addPhone, useBrowser, writeText } from './open-page.js';

describeNeeding('chromium', 'the webhooks of the page', () => {
  const browser = useBrowser();

  it('shows a receiver that fails, its open breaker, and goes on when that is closed by hand', async () => {
    const { page, answer, received } = await browser.open();
    answer.status = 503;
    await addPhone(page, 'SMS', '+15551230001');

    await writeText(page, 'Anybody there?');

    const webhook = page.locator('#webhook-list > li');
    await webhook.getByText('breaker open').waitFor();
    expect(await webhook.locator('.answer').textContent()).toBe('503');
    expect(await countsOf(page, '#webhook-list')).toMatchObject({ taken: '0', waiting: '1', retries: '3' });
    expect(await page.locator('#delivery-list tr').count()).toBe(3);
    expect(await page.locator('#delivery-list tr').first().locator('td').allTextContents()).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d$/),
      'MESSAGE_INBOUND',
      '3',
      '503 again soon',
      expect.stringMatching(/^\d+$/),
      expect.stringMatching(/^127\.0\.0\.1:\d+\/$/),
    ]);
    await page.locator('#thread').getByText("the webhook's answer: 503").waitFor();

    answer.status = 204;
    await webhook.getByRole('button', { name: 'Close the breaker' }).click();

    await webhook.getByText('breaker closed').waitFor();
    await page.locator('#thread').getByText('taken by the app').waitFor();
    expect(received.length).toBe(4);
    expect(await webhook.locator('.answer').textContent()).toBe('204');
    expect(await webhook.getByRole('button').count()).toBe(0);
    expect(await countsOf(page, '#counts')).toEqual({
      taken: '1',
      waiting: '0',
      retries: '3',
      'given up': '0',
    });
  });

  it('says why a request had no answer', async () => {
    const { page, running } = await browser.open();
    const [{ id } = { id: '' }] = running.sandbox.webhooks.all();
    const port = await freePort();
    running.sandbox.webhooks.update(id, { target: `http://127.0.0.1:${port}/gone` });
    await addPhone(page, 'SMS', '+15551230001');

    await writeText(page, 'Anybody there?');

    await page.locator('#webhook-list').getByText('ECONNREFUSED').waitFor();
    expect(await page.locator('#webhook-list').textContent()).toContain(`127.0.0.1:${port}/gone`);
  });

  it('lists failed deliveries alone when asked to', async () => {
    const { page, answer } = await browser.open();
    await addPhone(page, 'SMS', '+15551230001');
    await writeText(page, 'One');
    await page.locator('#delivery-list').getByText('200').waitFor();
    answer.status = 500;
    await writeText(page, 'Two');
    await page.locator('#delivery-list').getByText('500').first().waitFor();

    await page.getByLabel('Failed only').check();

    await expect.poll(() => page.locator('#delivery-list').getByText('200').count()).toBe(0);
    expect(await page.locator('#delivery-list').getByText('500').count()).toBeGreaterThan(0);
  });

  it('shows a webhook that is made or deleted meanwhile', async () => {
    const { page, running } = await browser.open();
    const { id } = running.sandbox.webhooks.create('a-project', {
      app_id: 'another-app',
      target: 'https://receiver.example/hooks',
      triggers: ['MESSAGE_INBOUND'],
    });

    const webhook = page.locator('#webhook-list > li', { hasText: 'receiver.example/hooks' });
    await webhook.getByText('1 trigger · not signed · app another-app').waitFor();
    running.sandbox.webhooks.delete(id);
    await expect.poll(() => webhook.count()).toBe(0);
  });
});

async function countsOf(page: import('playwright-core').Page, within: string) {
  const names = await page.locator(`${within} dt`).allTextContents();
  const values = await page.locator(`${within} dd`).allTextContents();
  return Object.fromEntries(names.map((name, at) => [name, values[at]]));
}
