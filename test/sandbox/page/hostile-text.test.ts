import { expect, it } from 'vitest';
import { describeNeeding } from '../../support/describe-needing.js';
import { addPhone, sendText, useBrowser, writeText } from './open-page.js';

const hostile = [
  `<img src=x onerror="document.title='taken'">`,
  `<script>document.title='taken'</script>`,
  `"><svg/onload=document.title='taken'>`,
  `javascript:document.title='taken'`,
  '\u202Eelpmaxe\u2066\u2067 gro.elpmaxe//:sptth',
  '__proto__',
  '\u0000\u0007',
];

describeNeeding('chromium', 'text of people on the page', () => {
  const browser = useBrowser();

  it.each(hostile)('is nothing but text: %j', async (text) => {
    const { page, running } = await browser.open();
    const before = await countElements(page);

    await sendText(running, text, [['SMS', text]]);
    await page.locator('#journey-list').getByText('delivered').waitFor();
    running.sandbox.people.write(
      {
        appId: running.sandbox.settings().apps[0]!,
        projectId: 'p',
        identity: { channel: text, identity: text },
        displayName: text,
      },
      { text_message: { text } },
    );
    await expect.poll(() => page.locator('.phone').count()).toBe(2);
    await page.locator('.phone').nth(1).click();
    await page.locator('#thread .bubble').waitFor();

    expect(await page.locator('.bubble-text').first().textContent()).toBe(text);
    expect(await page.locator('.bubble img, .bubble script, .bubble svg, main a, main iframe').count()).toBe(
      0,
    );
    expect(await page.title()).toBe('Sandbox · sinch-webhooks');
    // Nothing but what messages are shown in: the same as for a text of no harm.
    expect((await countElements(page)) - before).toBeLessThan(150);
    expect(await overflowOf(page)).toBe(0);
  });

  it('may be 100 kB long: its beginning is shown, and nothing is wider for it', async () => {
    const { page, running, received } = await browser.open();
    const text = 'W'.repeat(100_000);
    await addPhone(page, 'SMS', '+15551230001', 'N'.repeat(100));

    await writeText(page, text);
    await sendText(running, text, [['SMS', '+15551230001']]);

    await page.locator('#thread').getByText('delivered').waitFor();
    const shown = await page.locator('.bubble-text').allTextContents();
    expect(shown).toEqual([`${text.slice(0, 1_999)}…`, `${text.slice(0, 1_999)}…`]);
    expect(await overflowOf(page)).toBe(0);
    expect(await page.getByRole('link', { name: 'All of it' }).first().getAttribute('href')).toBe(
      `/sandbox/messages/${running.sandbox.log.all()[0]?.id}`,
    );
    expect(JSON.stringify(received)).toContain(text);
    const [{ id } = { id: '' }] = running.sandbox.log.all();
    const whole = await fetch(`${running.url}/sandbox/messages/${id}`);
    expect(await whole.json()).toMatchObject({ contact_message: { text_message: { text } } });
  });
});

function countElements(page: import('playwright-core').Page): Promise<number> {
  return page.locator('*').count();
}

/** By how many pixels the page is wider than what is seen of it. */
function overflowOf(page: import('playwright-core').Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
