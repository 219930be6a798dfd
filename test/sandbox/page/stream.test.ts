import { expect, it, onTestFinished } from 'vitest';
import { describeNeeding } from '../../support/describe-needing.js';
import { startTcpProxy } from '../../support/tcp-proxy.js';
import { sendText, startSandbox, useBrowser } from './open-page.js';

describeNeeding('chromium', 'the stream behind the page', () => {
  const browser = useBrowser();

  it('is taken up again after it was cut, with what happened meanwhile', async () => {
    const { running, problems } = await browser.open();
    const port = Number(new URL(running.url).port);
    const first = await startTcpProxy(port);
    const page = await browser.visit(`http://127.0.0.1:${first.port}`);

    first.stop();
    await page.getByText('Reconnecting').waitFor();
    await sendText(running, 'While you were away', [['SMS', '+15551230001']]);
    const again = await startTcpProxy(port, { port: first.port });
    onTestFinished(() => again.stop());

    await page.getByText('Live', { exact: true }).waitFor();
    await page.locator('#journey-list', { hasText: 'While you were away' }).waitFor();
    await sendText(running, 'And since', [['SMS', '+15551230001']]);
    await page.locator('#journey-list', { hasText: 'And since' }).waitFor();
    expect(await page.locator('#journey-list > li').count()).toBe(2);
    // A browser notes that it was cut off.
    expect(problems.splice(0).filter((text) => !text.includes('ERR_'))).toEqual([]);
  });

  it('shows the new sandbox, and nothing of the old, when it was restarted', async () => {
    const { page, running, problems } = await browser.open();
    await sendText(running, 'Of the first', [['SMS', '+15551230001']]);
    await page.locator('#journey-list', { hasText: 'Of the first' }).waitFor();
    const port = Number(new URL(running.url).port);

    await running.stop();
    await page.getByText('Reconnecting').waitFor();
    const next = await startSandbox({ seed: 'the next' }, port);
    onTestFinished(() => next.stop());

    await page.getByText('the next').waitFor();
    await expect.poll(() => page.locator('.journey, .phone, .bubble, .webhook').count()).toBe(0);
    expect(problems.splice(0).filter((text) => !text.includes('ERR_'))).toEqual([]);
  });
});
