import { expect, it } from 'vitest';
import { describeNeeding } from '../../support/describe-needing.js';
import { addPhone, readState, useBrowser, writeText } from './open-page.js';

describeNeeding('chromium', 'the faults of the page', () => {
  const browser = useBrowser();

  it('sets what goes wrong on the way to webhooks, and clears it', async () => {
    const { page, running } = await browser.open();

    await page.getByLabel('Sent twice').fill('100');
    await page.getByLabel('Out of order').fill('25');
    for (const [label, value] of [
      ['Late by up to', '900'],
      ['Delay of all', '40'],
      ['Burst every', '70'],
    ] as const) {
      await page.getByLabel(label).fill(value);
      await page.getByLabel(label).press('Tab');
    }

    const faultsOf = async () => (await readState(running))['faults'];
    await expect.poll(faultsOf).toEqual({
      duplicates: 1,
      disorder: 0.25,
      disorderMs: 900,
      delayMs: 40,
      burstMs: 70,
    });
    await page.getByRole('button', { name: 'All off' }).click();
    await expect.poll(faultsOf).toMatchObject({ duplicates: 0, disorder: 0, delayMs: 0, burstMs: 0 });
    await expect.poll(() => page.getByLabel('Sent twice').inputValue()).toBe('0');
  });

  it('sends copies once it is told to', async () => {
    const { page, received } = await browser.open();
    await page.getByLabel('Late by up to').fill('0');
    await page.getByLabel('Late by up to').press('Tab');
    await page.getByLabel('Sent twice').fill('100');
    await expect.poll(() => page.locator('[data-of=duplicates]').textContent()).toBe('100 %');

    await addPhone(page, 'SMS', '+15551230001');
    await writeText(page, 'Once');

    await page.locator('#delivery-list').getByText('1, copy').waitFor();
    await expect.poll(() => received.length).toBe(2);
  });

  it('lets a channel fail for a reason, shows which do, and lets it deliver again', async () => {
    const { page, running } = await browser.open();
    const form = page.getByRole('form', { name: 'Failures of a channel' });

    await form.getByRole('combobox', { name: 'Channel' }).selectOption('RCS');
    await form.getByLabel('Reason').fill('CHANNEL_REJECT');
    await form.getByLabel('Messages that fail').fill('60');

    const channel = async () => ((await readState(running))['channels'] as Record<string, unknown>)['RCS'];
    await expect.poll(channel).toMatchObject({ failures: 0.6, reason: 'CHANNEL_REJECT' });
    await page.getByText('RCS fails 60 %, CHANNEL_REJECT').waitFor();
    await form.getByRole('combobox', { name: 'Channel' }).selectOption('SMS');
    await expect.poll(() => form.getByLabel('Messages that fail').inputValue()).toBe('0');
    await page.getByRole('button', { name: 'Let RCS deliver again' }).click();
    await expect.poll(channel).toMatchObject({ failures: 0 });
    await expect.poll(() => page.getByText('RCS fails').count()).toBe(0);
  });

  it('shows what is set elsewhere, and leaves alone what is out of bounds', async () => {
    const { page, running } = await browser.open();
    running.sandbox.change({ faults: { ...running.sandbox.settings().faults, delayMs: 1234 } });
    await expect.poll(() => page.getByLabel('Delay of all').inputValue()).toBe('1234');

    await page.getByLabel('Delay of all').fill('-5');
    await page.getByLabel('Delay of all').press('Tab');
    await page.getByLabel('Burst every').fill('50');
    await page.getByLabel('Burst every').press('Tab');

    await expect.poll(async () => (await readState(running))['faults']).toMatchObject({ burstMs: 50 });
    expect(await readState(running)).toMatchObject({ faults: { delayMs: 1234 } });
  });

  it('sends the sample of any trigger', async () => {
    const { page, running, received } = await browser.open();
    const form = page.getByRole('form', { name: 'Send a sample' });
    expect(await form.getByLabel('Trigger').locator('option').allTextContents()).toEqual([
      ...running.sandbox.triggers,
    ]);

    await form.getByLabel('Trigger').selectOption('SMART_CONVERSATIONS');
    await form.getByRole('button', { name: 'Send' }).click();

    await page.locator('#delivery-list').getByText('SMART_CONVERSATIONS').waitFor();
    expect(received).toMatchObject([{ smart_conversation_notification: expect.anything() }]);
  });
});
