import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Identity } from '../../src/sandbox/channels.js';
import type { RunningSandbox } from '../../src/sandbox/run-sandbox.js';
import { describeNeeding } from '../support/describe-needing.js';
import { useBrowser } from './dashboard/browsers.js';
import { createDashboardProcess, type DashboardProcess } from './dashboard/dashboard-process.js';
import { buildRecipe } from './harness/build-recipe.js';
import { createRecipeProcess, type RecipeProcess } from './harness/recipe-process.js';
import {
  app,
  clientEnvironment,
  isQuiet,
  sendCallbacksTo,
  startUnkindSandbox,
} from './harness/unkind-sandbox.js';
import { waitUntil } from './harness/wait-until.js';

const hostile = [
  `<img src=x onerror="document.title='taken'">`,
  `<script>document.title='taken'</script>`,
  `"><svg/onload=document.title='taken'>`,
  `javascript:document.title='taken'`,
  '\u202Eelpmaxe\u2066\u2067 gro.elpmaxe//:sptth',
  '__proto__',
  'constructor',
  '{{7*7}} ${7*7}',
  `${'W'.repeat(5_000)}`,
];

describeNeeding('chromium', 'the page of the support dashboard', () => {
  let folder = '';
  let sandbox: RunningSandbox;
  let receiver: RecipeProcess;
  let dashboard: DashboardProcess;
  const browser = useBrowser();

  beforeAll(async () => {
    folder = await buildRecipe('support-dashboard', 'express');
    await rm(join(folder, 'data'), { recursive: true, force: true });
    sandbox = await startUnkindSandbox();
    receiver = await createRecipeProcess(folder, {});
    dashboard = await createDashboardProcess(folder, { ...clientEnvironment(sandbox), REPLY_DOUBT: '2' });
    await Promise.all([receiver.start(), dashboard.start()]);
    sendCallbacksTo(sandbox, receiver.url);
  });

  afterAll(async () => {
    await Promise.all([receiver?.kill(), dashboard?.kill()]);
    await sandbox?.stop();
  });

  function write(identity: Identity, text: string): void {
    sandbox.sandbox.people.write({ ...app, identity }, { text_message: { text } });
  }

  /** The messages that an app has sent to somebody. */
  function sentTo({ identity }: Identity): string[] {
    return sandbox.sandbox.log
      .all()
      .filter(
        ({ direction, identities }) => direction === 'TO_CONTACT' && identities[0]?.identity === identity,
      )
      .map(({ content }) => (content['text_message'] as { text: string }).text);
  }

  it('shows a question in two browsers without a reload, and a reply of one in the other until it is read', async () => {
    const asker = { channel: 'WHATSAPP', identity: '447700900201' };
    const [one, two] = [await browser.visit(dashboard.url), await browser.visit(dashboard.url)];
    await noteLoads(one.page);
    await noteLoads(two.page);

    write(asker, 'Is the blue one still in stock?');
    for (const { page } of [one, two]) await conversation(page, '+447700900201').getByText('1 new').waitFor();
    expect(await one.page.title()).toBe('(1) Support');
    await conversation(one.page, '+447700900201').click();
    await one.page.locator('#messages').getByText('Is the blue one still in stock?').waitFor();
    // Read by one is read for all.
    await conversation(two.page, '+447700900201').getByText('To answer').waitFor();

    await conversation(two.page, '+447700900201').click();
    await one.page.getByLabel('Your reply').fill('Two are left.');
    await one.page.getByRole('button', { name: 'Send' }).click();
    for (const { page } of [one, two]) {
      const reply = page.locator('#messages .out', { hasText: 'Two are left.' });
      await reply.getByText('Read', { exact: true }).waitFor();
      await conversation(page, '+447700900201').getByText('Answered').waitFor();
      expect(await reply.count()).toBe(1);
      expect(await wasLoaded(page)).toBe(false);
    }
    expect(sentTo(asker)).toEqual(['Two are left.']);
    expect([...one.problems, ...two.problems]).toEqual([]);
  });

  it('lets one reply when two press at the same time, and shows it to the other, who loses nothing', async () => {
    const asker = { channel: 'SMS', identity: '12025550202' };
    write(asker, 'When do you open?');
    const pages = [await browser.visit(dashboard.url), await browser.visit(dashboard.url)];
    for (const [index, { page }] of pages.entries()) {
      await conversation(page, '+12025550202').click();
      await page.locator('#messages').getByText('When do you open?').waitFor();
      await page.getByLabel('Your reply').fill(`Says ${index + 1}`);
    }

    await pressTogether(pages.map(({ page }) => page));

    for (const { page } of pages) await page.locator('#messages .out').getByText('Delivered').waitFor();
    const sent = sentTo(asker);
    expect(sent).toHaveLength(1);
    const [second] = pages.filter((_, index) => sent[0] !== `Says ${index + 1}`).map(({ page }) => page);
    await second!.getByRole('alert').getByText('Somebody else has replied meanwhile').waitFor();
    expect(await second!.getByLabel('Your reply').inputValue()).toBe(
      sent[0] === 'Says 1' ? 'Says 2' : 'Says 1',
    );
    // It is still there after a reload, and can be sent on purpose.
    await second!.reload();
    // Who has not seen the other reply is told of it once more.
    await second!.locator('#messages .out').waitFor();
    await second!.getByLabel('Your reply').press('Control+Enter');
    await second!.locator('#messages .out').nth(1).getByText('Delivered').waitFor();
    expect(sentTo(asker)).toHaveLength(2);
    // The answer 409 is what the browser itself notes.
    const problems = pages.flatMap((one) => one.problems).filter((text) => !text.includes('409 (Conflict)'));
    expect(problems).toEqual([]);
  });

  it('shows what people write as text and nothing else', async () => {
    const asker = { channel: 'RCS', identity: '<b onclick=alert(1)>Bold</b>' };
    const { page, problems } = await browser.visit(dashboard.url);
    for (const text of hostile) write(asker, text);
    write({ channel: '<i>x</i>', identity: hostile[0]! }, 'From nowhere');

    await conversation(page, asker.identity).click();
    await expect.poll(() => page.locator('#messages .in').count()).toBe(hostile.length);
    const shown = await page.locator('#messages .in .text').allTextContents();
    expect(shown.toSorted()).toEqual(hostile.toSorted());
    expect(await page.locator('#messages :is(img, script, svg, iframe, a)').count()).toBe(0);
    expect(await page.title()).toMatch(/Support$/);
    expect(await overflowOf(page)).toBe(0);
    await conversation(page, hostile[0]!).click();
    await page.locator('#messages').getByText('From nowhere').waitFor();
    expect(problems).toEqual([]);

    // Should a mistake ever make markup of it, the policy holds it.
    const html = JSON.stringify(hostile[0]);
    const isRefused = await page.evaluate<boolean>(
      `(() => { try { document.body.innerHTML = ${html}; return false; } catch { return true; } })()`,
    );
    expect(isRefused).toBe(true);
  });

  it('goes on by itself after receiver and dashboard have died, and has every question once', async () => {
    const asker = { channel: 'WHATSAPP', identity: '447700900203' };
    const { page, problems } = await browser.visit(dashboard.url);
    const texts = Array.from({ length: 20 }, (_, index) => `Question ${index + 1}`);
    write(asker, texts[0]!);
    await conversation(page, '+447700900203').click();
    await page.locator('#messages').getByText(texts[0]!, { exact: true }).waitFor();

    for (const text of texts.slice(1, 10)) write(asker, text);
    await receiver.kill();
    await dashboard.kill();
    await page.getByText('Reconnecting…').waitFor();
    for (const text of texts.slice(10)) write(asker, text);
    await receiver.start();
    await dashboard.start();

    await page.getByText('Up to date').waitFor();
    await waitUntil(async () => isQuiet(sandbox) && (await page.locator('#messages .in').count()) >= 20, {
      milliseconds: 40_000,
      describe: () => receiver.output().slice(-2000),
    });
    expect((await page.locator('#messages .in .text').allTextContents()).toSorted()).toEqual(
      texts.toSorted(),
    );
    // While the dashboard was away, the browser noted that it could not connect, and nothing else.
    expect(problems.filter((text) => !isOfConnection(text))).toEqual([]);
  });

  it('is used with the keyboard alone, on a small screen, and every control has a name', async () => {
    write({ channel: 'SMS', identity: '12025550204' }, 'Do you deliver?');
    const { page, problems } = await browser.visit(dashboard.url, {
      viewport: { width: 360, height: 740 },
      colorScheme: 'dark',
    });
    await conversation(page, '+12025550204').waitFor();
    expect(await overflowOf(page)).toBe(0);

    await conversation(page, '+12025550204').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('thread-title');
    expect(await page.locator('#conversations').isVisible()).toBe(false);
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('reply-text');
    await page.keyboard.type('We do.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#messages .out').getByText('Delivered').waitFor();
    expect(await overflowOf(page)).toBe(0);
    for (const role of ['button', 'textbox', 'link'] as const) {
      const all = await page.getByRole(role).count();
      expect(all, role).toBeGreaterThan(0);
      expect(await page.getByRole(role, { name: /\w/ }).count(), role).toBe(all);
    }
    await page.getByRole('link', { name: 'Back to the conversations' }).click();
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('filter-open');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await conversation(page, '+12025550204').getByText('Answered').waitFor();
    expect(problems).toEqual([]);
  });

  it('asks for the password where there is one, and then works as without', async () => {
    const guarded = await createDashboardProcess(folder, {
      DASHBOARD_PASSWORD: 'a-long-password',
      DASHBOARD_FILE: 'data/guarded.sqlite',
    });
    await guarded.start();
    onTestFinished(() => guarded.kill());
    expect((await fetch(`${guarded.url}/api/conversations`)).status).toBe(401);

    const httpCredentials = { username: 'anybody', password: 'a-long-password' };
    const { page, problems } = await browser.visit(guarded.url, { httpCredentials });
    await page.getByText('Nobody has written yet').waitFor();
    expect(problems).toEqual([]);
  });

  it('begins anew where the file is another', async () => {
    const { page, problems } = await browser.visit(dashboard.url);
    await page.getByRole('button', { name: /^All/ }).click();
    await page.locator('#conversations a').first().click();
    await page.locator('#messages .in').first().waitFor();

    await Promise.all([receiver.kill(), dashboard.kill()]);
    await rm(join(folder, 'data'), { recursive: true });
    await Promise.all([receiver.start(), dashboard.start()]);

    await page.getByText('Nobody has written yet').waitFor();
    expect(await page.locator('#thread').isVisible()).toBe(false);
    write({ channel: 'SMS', identity: '12025550205' }, 'Anybody there?');
    await conversation(page, '+12025550205').click();
    await page.locator('#messages').getByText('Anybody there?').waitFor();
    expect(problems.filter((text) => !isOfConnection(text))).toEqual([]);
  });

  it.runIf(process.env['UPDATE_SCREENSHOTS'] === '1')('is shown in the documentation', async () => {
    const image = fileURLToPath(new URL('../../docs/images/support-dashboard.png', import.meta.url));
    await mkdir(join(image, '..'), { recursive: true });
    // A desk with nothing on it, and callbacks that come in their turn.
    await Promise.all([receiver.kill(), dashboard.kill()]);
    await rm(join(folder, 'data'), { recursive: true });
    sandbox.sandbox.change({ faults: { ...sandbox.sandbox.settings().faults, duplicates: 0, disorder: 0 } });
    await Promise.all([receiver.start(), dashboard.start()]);
    const { page } = await browser.visit(dashboard.url);
    const customer = { channel: 'WHATSAPP', identity: '447700900123' };
    const say = async (identity: Identity, text: string) => {
      write(identity, text);
      await expect.poll(() => page.locator('#conversations .preview').first().textContent()).toBe(text);
    };
    await page.getByRole('button', { name: /^All/ }).click();
    await say({ channel: 'MESSENGER', identity: '7781240331' }, 'My discount code does not work');
    await say({ channel: 'SMS', identity: '12025550143' }, 'When do you open tomorrow?');
    await conversation(page, '+12025550143').click();
    await reply(page, 'At nine, as every day.');
    await page.locator('#messages .out').getByText('Delivered').waitFor();
    await say(
      { channel: 'INSTAGRAM', identity: 'maya.knits' },
      'Love the new colours! Are they machine washable?',
    );
    await say(customer, 'Hello, is the blue one still in stock?');
    await conversation(page, '+447700900123').click();
    await reply(page, 'Yes, two are left. Shall we keep one for you?');
    await page.locator('#messages .out').getByText('Read', { exact: true }).waitFor();
    await say(customer, 'Yes please! I can come by on Saturday around noon. Do you have it in medium?');
    await reply(page, 'We do. One in medium is put aside for you until Saturday evening.');
    await page.locator('#messages .out').nth(1).getByText('Read', { exact: true }).waitFor();
    await say(customer, 'Great! One more thing: can I return it if it does not fit?');
    await say({ channel: 'TELEGRAM', identity: '@tom_h' }, 'Can I still change my delivery address?');
    await say({ channel: 'RCS', identity: '33639981204' }, 'Where is my parcel?');
    await page.getByLabel('Your reply').fill('Of course, within thirty days.');
    await page.waitForTimeout(500);
    await page.screenshot({ path: image });
  });
});

function conversation(page: Page, name: string) {
  return page.locator('#conversations a').filter({ has: page.getByText(name, { exact: true }) });
}

async function reply(page: Page, text: string): Promise<void> {
  await page.getByLabel('Your reply').fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('#messages .out', { hasText: text }).waitFor();
}

/** Lets each press the button, and their replies out only once all have: however slow the machine is, none saw another's. */
async function pressTogether(pages: readonly Page[]): Promise<void> {
  const held: (() => Promise<void>)[] = [];
  for (const page of pages) {
    await page.route('**/replies', (route) => void held.push(() => route.continue()));
    await page.getByLabel('Your reply').press('Control+Enter');
  }
  await expect.poll(() => held.length).toBe(pages.length);
  await Promise.all(held.map((letOut) => letOut()));
  await Promise.all(pages.map((page) => page.unroute('**/replies')));
}

function isOfConnection(problem: string): boolean {
  return /ERR_(CONNECTION|INCOMPLETE|EMPTY)/.test(problem);
}

async function noteLoads(page: Page): Promise<void> {
  await page.evaluate('window.isOld = true');
}

async function wasLoaded(page: Page): Promise<boolean> {
  return !(await page.evaluate<boolean>('window.isOld === true'));
}

/** By how many pixels the page is wider than what is seen of it. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
