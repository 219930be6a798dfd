import { expect, it } from 'vitest';
import { describeNeeding } from '../../support/describe-needing.js';
import { sendText, useBrowser } from './open-page.js';

describeNeeding('chromium', 'the journeys of the page', () => {
  const browser = useBrowser();

  it('goes from submitted to read', async () => {
    const { page, running } = await browser.open();

    const id = await sendText(running, 'Your table is booked', [['WHATSAPP', '+15551230001']]);

    const journey = page.locator('#journey-list > li', { hasText: 'Your table is booked' });
    await journey.getByText('read', { exact: true }).waitFor();
    expect(await journey.locator('.step-name').allTextContents()).toEqual([
      'submitted',
      'queued',
      'delivered',
      'read',
    ]);
    expect(await journey.locator('.step-time').allTextContents()).toEqual([
      '',
      ...Array.from({ length: 3 }, () => expect.stringMatching(/^\+\d+ ms$|^\+\d+\.\d s$/)),
    ]);
    expect(await journey.getByTitle(id).count()).toBe(1);
  });

  it('shows each channel of a message that switches, with the reason', async () => {
    const { page, running } = await browser.open();
    const { channels } = running.sandbox.settings();
    const failing = { ...channels['*']!, failures: 1, reason: 'CHANNEL_FAILURE' };
    running.sandbox.change({ channels: { ...channels, WHATSAPP: failing } });

    await sendText(running, 'Your parcel is here', [
      ['WHATSAPP', '+15551230001'],
      ['SMS', '+15551230001'],
    ]);

    const legs = page.locator('#journey-list .leg');
    await legs.nth(1).getByText('delivered').waitFor();
    expect(await legs.nth(0).locator('.step-name').allTextContents()).toEqual([
      'submitted',
      'queued',
      'switched',
    ]);
    expect(await legs.nth(0).locator('.reason').textContent()).toBe('CHANNEL_FAILURE');
    expect(await legs.nth(1).locator('.step-name').allTextContents()).toEqual([
      'submitted',
      'queued',
      'delivered',
    ]);
    // It is on the phone of the second channel, and known not to be on that of the first.
    await page.getByRole('button', { name: /^\+15551230001 SMS/ }).click();
    await page.locator('#thread li', { hasText: 'Your parcel is here' }).getByText('delivered').waitFor();
    await page.getByRole('button', { name: /^\+15551230001 WhatsApp/ }).click();
    await page.locator('#thread').getByText('not delivered, tried elsewhere: CHANNEL_FAILURE').waitFor();
  });

  it('ends with failed on the last channel', async () => {
    const { page, running } = await browser.open();
    const { channels } = running.sandbox.settings();
    running.sandbox.change({ channels: { '*': { ...channels['*']!, failures: 1 } } });

    await sendText(running, 'Never there', [['SMS', '+15551230001']]);

    const journey = page.locator('#journey-list > li', { hasText: 'Never there' });
    await journey.getByText('failed').waitFor();
    expect(await journey.locator('.reason').textContent()).toBe('RECIPIENT_NOT_REACHABLE');
  });

  it('tells how to send a message while there is none', async () => {
    const { page, running } = await browser.open();

    expect(await page.locator('#client-settings').textContent()).toContain(`authHostname: '${running.url}'`);
    await sendText(running, 'Hello', [['SMS', '+15551230001']]);
    await page.locator('#journey-list > li').waitFor();
    expect(await page.locator('#client-settings').isVisible()).toBe(false);
  });
});
