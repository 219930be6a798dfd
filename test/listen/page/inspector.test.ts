import { expect, it } from 'vitest';
import { createVerifier } from '../../../src/runtime/signature.js';
import { describeNeeding } from '../../support/describe-needing.js';
import { secret, send } from '../support/start-listen.js';
import { useInspector } from './open-inspector.js';

describeNeeding('chromium', 'the inspector', () => {
  const browser = useInspector();

  it('shows a request as it comes: its event, its signature, its problems and its answer', async () => {
    const { page, running, answer } = await browser.open();
    answer.status = 503;
    await send(running.url);
    const body = '{"app_id":7,"project_id":"p","message":{"channel_identity":{"channel":"SMS"}}}';
    await send(running.url, { body, with: 'another' });

    await page.getByRole('option', { name: /^2: MESSAGE_INBOUND, SMS, answer 503/ }).click();

    await page.getByText('made with another secret').waitFor();
    await page.getByText('app_id: expected string, found number').waitFor();
    await page.getByText('x-receiver').waitFor();
  });

  it('sends a request again, byte for byte, or signed anew', async () => {
    const { page, running, received } = await browser.open();
    await send(running.url, { nonce: 'the-first' });
    await page.locator('.request').first().click();
    await page.getByRole('button', { name: 'Send again', exact: true }).click();
    await page.getByRole('option', { name: /repeats 1, replay of 1/ }).waitFor();
    await page.getByRole('button', { name: 'Send again, signed anew' }).click();
    await page.getByRole('option', { name: /^3: / }).waitFor();

    const [first, again, anew] = received;
    expect(again?.body.equals(first?.body ?? Buffer.of())).toBe(true);
    expect(again?.headers['x-sinch-webhook-signature']).toBe(first?.headers['x-sinch-webhook-signature']);
    expect(anew?.headers['x-sinch-webhook-signature-nonce']).not.toBe('the-first');
    const verify = createVerifier({ secrets: [secret], maxAgeSeconds: 60 });
    expect(verify(anew?.headers ?? {}, anew?.body ?? Buffer.of(), Date.now() / 1000).ok).toBe(true);
  });
});
