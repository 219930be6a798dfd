import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeNeeding } from '../../support/describe-needing.js';
import { send } from '../support/start-listen.js';
import { choose, useInspector } from './open-inspector.js';

const texts = [
  `<img src=x onerror="document.title='taken'">`,
  `<script>document.title='taken'</script>`,
  `"><svg/onload=document.title='taken'>`,
  `javascript:document.title='taken'`,
  '\u202Eelpmaxe\u2066\u2067 gro.elpmaxe//:sptth',
  '</pre></details><style>*{display:none}</style>',
  'constructor',
];

const odd: readonly (readonly [body: string | Uint8Array<ArrayBuffer>, why: string])[] = [
  ['<b>bold</b>{', 'the body is no JSON'],
  [Uint8Array.from([0xff, 0xfe, 0, 60, 98, 62]), 'the body is no text in UTF-8'],
  ['"<b>bold</b>"', 'is JSON, but no object'],
  ['{"message":{"__proto__":{"polluted":true}}}', 'a key in the body is __proto__'],
  [`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, 'more levels than a receiver takes'],
  ['{"hello":"<b>there</b>"}', 'nothing in the body tells an event'],
  ['', 'the body is no JSON'],
];

describeNeeding('chromium', 'a hostile request in the inspector', () => {
  const browser = useInspector();

  it('has markup, scripts and turned directions as nothing but text, wherever they stand', async () => {
    const { page, running } = await browser.open();
    for (const [index, text] of texts.entries()) {
      const event = {
        app_id: text,
        project_id: text,
        message: {
          contact_message: { text_message: { text } },
          channel_identity: { channel: text, identity: text },
          [text]: text,
        },
        [text]: { [text]: [text] },
      };
      const path = `/webhooks/sinch?${encodeURIComponent(text)}`;
      await send(running.url, { body: JSON.stringify(event), path, headers: { 'x-own': encodeURI(text) } });
      await choose(page, index + 1);

      expect(await page.locator('#payload .value').first().textContent()).toBe(
        JSON.stringify(text).replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, escaped),
      );
      await expectInert(page);
    }
  });

  it('is shown though it is no event, and why no handler takes it is said', async () => {
    const { page, running } = await browser.open();
    for (const [index, [body, why]] of odd.entries()) {
      await send(running.url, { body });
      await choose(page, index + 1);

      await page.getByText(why).waitFor();
      expect(await page.evaluate('({}).polluted')).toBe(undefined);
      expect(await page.locator('#payload *').count()).toBeLessThan(400);
      await expectInert(page);
    }
  });

  it('of 5 MB is shown by its beginning', async () => {
    const { page, running } = await browser.open();
    await send(running.url, { body: `{"message":{"a":"${'x'.repeat(5_000_000)}"}}` });
    await choose(page, 1);

    await page.getByText('Only its beginning is here.').waitFor();
    expect((await page.locator('.raw').first().textContent())?.length).toBe(20_000);
    await expectInert(page);
  });

  it('with 50,000 values is a tree of few elements, and shows more when it is asked to', async () => {
    const { page, running } = await browser.open();
    await send(running.url, { body: JSON.stringify({ message: { list: Array(50_000).fill(0) } }) });
    await choose(page, 1);
    const branch = page.locator('summary', { hasText: '50000 items' });
    expect(await page.locator('#payload *').count()).toBeLessThan(200);
    await branch.click();
    await page.getByRole('button', { name: 'Show 100 more of 49900' }).click();
    await page.getByRole('button', { name: 'Show 100 more of 49800' }).waitFor();
    expect(await page.locator('#payload li').count()).toBeLessThan(300);
  });

  it('has headers and an answer that are text, too', async () => {
    const { page, running } = await browser.open();
    await send(running.url, { headers: { 'x-own': `<img src=x onerror="document.title='taken'">` } });
    await choose(page, 1);
    await page.getByText(`<img src=x onerror="document.title='taken'">`).waitFor();
    await expectInert(page);
  });
});

async function expectInert(page: Page): Promise<void> {
  expect(await page.title()).toBe('Inspector · sinch-webhooks');
  const strange = 'main :is(img, script, svg, iframe, style, b, object), main a:not(#save-fixture)';
  expect(await page.locator(strange).count()).toBe(0);
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(overflow)).toBe(0);
  // What turns the direction of a text stands as an escape.
  expect(await page.locator('main').innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16)}`;
}
