import { expect, it } from 'vitest';
import { describeNeeding } from '../../support/describe-needing.js';
import { addPhone, app, useBrowser, writeText } from './open-page.js';

describeNeeding('chromium', 'the page under load', () => {
  const browser = useBrowser();

  it('stays bounded, and does what it is told, after 5,000 messages of 200 people', async () => {
    const { page, running } = await browser.open({ triggers: ['MESSAGE_INBOUND'] });
    const { people, sendMessage, log } = running.sandbox;

    for (let count = 0; count < 2_500; count += 1) {
      const identity = { channel: 'WHATSAPP', identity: `+1555${1_000_000 + (count % 200)}` };
      people.write({ ...app, identity }, { text_message: { text: `From ${count}` } });
      sendMessage(app.projectId, {
        app_id: app.appId,
        recipient: { identified_by: { channel_identities: [identity] } },
        message: { text_message: { text: `To ${count}` } },
      });
      // Others have their turn, as they would.
      if (count % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await page.locator('#journey-list', { hasText: 'To 2499' }).getByText('read').first().waitFor();
    expect(log.all()).toHaveLength(5_000);

    await expect.poll(() => page.locator('#count-waiting').textContent()).toBe('0');
    expect(await page.locator('#count-taken').textContent()).toBe('2,500');
    expect(await page.locator('#journey-list > li').count()).toBe(60);
    expect(await page.locator('#delivery-list > tr').count()).toBe(60);
    expect(await page.locator('.phone').count()).toBe(100);
    expect(await page.locator('#thread > li').count()).toBeLessThanOrEqual(100);
    expect(await page.locator('*').count()).toBeLessThan(4_000);
    await addPhone(page, 'SMS', '+15551230001');
    await writeText(page, 'Still here?');
    await page.locator('#thread').getByText('taken by the app').waitFor();
  });

  it('shows the same elements again rather than new ones', async () => {
    const { page, running } = await browser.open();
    await addPhone(page, 'SMS', '+15551230001');
    await writeText(page, 'First');
    await page.locator('#thread').getByText('taken by the app').waitFor();
    await page.evaluate(
      `document.querySelector('.bubble').dataset.seen = document.querySelector('.phone').dataset.seen = 'yes'`,
    );
    await page.locator('.phone').focus();

    running.sandbox.people.write(
      { ...app, identity: { channel: 'SMS', identity: '+15551230002' } },
      { text_message: { text: 'Another' } },
    );
    await writeText(page, 'Second');
    await page.locator('#thread > li').nth(1).waitFor();

    expect(await page.locator('.bubble[data-seen]').count()).toBe(1);
    expect(await page.locator('.phone[data-seen]').count()).toBe(1);
  });
});
