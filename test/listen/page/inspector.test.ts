import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { createVerifier } from '../../../src/runtime/signature.js';
import { describeNeeding } from '../../support/describe-needing.js';
import { deadUrl, type Received, secret, send } from '../support/start-listen.js';
import { choose, useInspector } from './open-inspector.js';

describeNeeding('chromium', 'the inspector', () => {
  const browser = useInspector();

  it('shows a request as it comes: its event, its signature, its problems and its answer', async () => {
    const { page, running, answer } = await browser.open();
    answer.status = 503;
    await send(running.url);
    const body = '{"app_id":7,"project_id":"p","message":{"channel_identity":{"channel":"SMS"}}}';
    await send(running.url, { body, with: 'another' });

    await page
      .getByRole('option', { name: '2: MESSAGE_INBOUND, SMS, answer 503, signature wrong, 1 problem' })
      .click();

    await page.getByText('The signature was made with another secret').waitFor();
    await page.getByText('app_id: expected string, found number').waitFor();
    await page.getByText('x-receiver').waitFor();
    expect(await page.locator('#answer-body').textContent()).toBe('taken');
    expect(await page.locator('#count-not-taken').textContent()).toBe('2');
    expect(await page.locator('#count-wrong').textContent()).toBe('1');
  });

  it('shows the payload as a tree that opens and closes, each field with what the document says of it', async () => {
    const { page, running } = await browser.open();
    await send(running.url);
    await choose(page, 1);
    const tree = page.locator('#payload');
    await tree.getByText('"Is the blue one still in stock?"').waitFor();
    const documented = tree.locator('.leaf', { has: page.getByText('app_id', { exact: true }) }).first();
    expect(await documented.locator('.documentation').textContent()).toBe(
      'string The Conversation API app this callback belongs to.',
    );

    await tree.locator('summary', { hasText: 'contact_message' }).click();
    expect(await tree.getByText('"Is the blue one still in stock?"').isVisible()).toBe(false);
    await page.getByLabel('Documentation').uncheck();
    expect(await documented.locator('.documentation').isVisible()).toBe(false);
  });

  it('sends a request again, byte for byte, or signed anew', async () => {
    const { page, running, received } = await browser.open();
    await send(running.url, { nonce: 'the-first' });
    await choose(page, 1);
    await page.getByRole('button', { name: 'Send again', exact: true }).click();
    await page.getByRole('option', { name: /repeats 1, replay of 1/ }).waitFor();
    await page.getByRole('button', { name: 'Send again, signed anew' }).click();
    await page.getByRole('option', { name: /^3: / }).waitFor();

    const [first, again, anew] = received;
    expect(again?.body.equals(first?.body ?? Buffer.of())).toBe(true);
    expect(again?.headers['x-sinch-webhook-signature']).toBe(first?.headers['x-sinch-webhook-signature']);
    expect(anew?.headers['x-sinch-webhook-signature-nonce']).not.toBe('the-first');
    expect(isSigned(anew)).toBe(true);
  });

  it('sends it with another body, signed for that', async () => {
    const { page, running, received } = await browser.open();
    await send(running.url);
    await choose(page, 1);
    await page.getByRole('button', { name: 'Edit and send' }).click();
    const text = page.getByLabel('Body');
    const body = JSON.stringify(JSON.parse(await text.inputValue())).replace('blue', 'grün');
    await text.fill(body);
    await page.getByRole('button', { name: 'Send', exact: true }).click();

    await page.getByRole('option', { name: /^2: .*signature right, repeats 1, edited of 1/ }).waitFor();
    expect(received[1]?.body.toString()).toBe(body);
    expect(isSigned(received[1])).toBe(true);
    await page.getByText('"Is the grün one still in stock?"').waitFor();
  });

  it('copies it as curl, and saves it with what is personal masked', async () => {
    const { page, running } = await browser.open({}, { permissions: ['clipboard-read', 'clipboard-write'] });
    await send(running.url);
    await choose(page, 1);
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toMatch(/^curl -i -X 'POST' 'http:\/\/127\.0\.0\.1:\d+\/webhooks\/sinch'/);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save as a fixture' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('message-inbound-1.json');
    const fixture = await readFile(await download.path(), 'utf8');
    expect(JSON.parse(fixture)).toMatchObject({
      message: { contact_message: { text_message: { text: 'masked text 1' } } },
    });
    expect(fixture).not.toContain('447700900123');
  });

  it('shows those alone that are asked for: by event, signature, answer, mark, and text in a body', async () => {
    const { page, running, answer } = await browser.open();
    await send(running.url);
    await send(running.url, { trigger: 'OPT_IN', with: 'another' });
    answer.status = 500;
    await send(running.url, { trigger: 'OPT_OUT' });
    await send(running.url, { body: 'nonsense' });
    await page.locator('#request-4').waitFor();
    const numbers = () =>
      page
        .locator('.request')
        .evaluateAll<string[], HTMLElement>((rows) => rows.map((row) => row.dataset['number'] ?? ''));

    await page.getByRole('combobox', { name: 'Event' }).selectOption('OPT_IN');
    await expect.poll(numbers).toEqual(['2']);
    await page.getByRole('combobox', { name: 'Event' }).selectOption('');
    await page.getByRole('combobox', { name: 'Signature' }).selectOption('wrong');
    await expect.poll(numbers).toEqual(['2']);
    await page.getByRole('combobox', { name: 'Signature' }).selectOption('');
    await page.getByRole('combobox', { name: 'Answer' }).selectOption('5');
    await expect.poll(numbers).toEqual(['4', '3']);
    await page.getByRole('combobox', { name: 'Answer' }).selectOption('');
    await page.getByLabel('Text in a request').fill('BLUE ONE');
    await expect.poll(numbers).toEqual(['1']);
    expect(await page.locator('#shown').textContent()).toBe('1 of 4');
    // What comes while a text is asked for is looked through too.
    await send(running.url, { body: '{"a":"another blue one"}' });
    await expect.poll(numbers).toEqual(['5', '1']);
    await page.keyboard.press('Escape');
    await expect.poll(numbers).toEqual(['5', '4', '3', '2', '1']);
  });

  it('says so when the receiver is down, and goes on', async () => {
    const { page, running } = await browser.open({ to: await deadUrl() });
    await send(running.url);
    await choose(page, 1);
    await page.getByText('none: ECONNREFUSED').waitFor();
    await page.getByText('the sender was answered 502').waitFor();
  });
});

function isSigned(received: Received | undefined): boolean {
  if (received === undefined) return false;
  const verify = createVerifier({ secrets: [secret], maxAgeSeconds: 60 });
  return verify(received.headers, received.body, Date.now() / 1000).ok;
}
