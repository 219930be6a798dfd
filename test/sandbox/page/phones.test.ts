import { expect, it } from 'vitest';
import { describeNeeding } from '../../support/describe-needing.js';
import { addPhone, readState, sendText, useBrowser, writeText } from './open-page.js';

describeNeeding('chromium', 'the phones of the page', () => {
  const browser = useBrowser();

  it('brings what is typed to the receiver as MESSAGE_INBOUND, and shows that it was taken', async () => {
    const { page, received } = await browser.open();

    await addPhone(page, 'WHATSAPP', '+15551230001', 'A customer');
    await writeText(page, 'Where is my parcel?');

    const bubble = page.locator('#thread li', { hasText: 'Where is my parcel?' });
    await bubble.getByText('taken by the app').waitFor();
    expect(received).toMatchObject([
      {
        message: {
          contact_message: { text_message: { text: 'Where is my parcel?' } },
          channel_identity: { channel: 'WHATSAPP', identity: '+15551230001' },
        },
      },
    ]);
    expect(await page.getByLabel('Message from this phone').inputValue()).toBe('');
  });

  it('shows what the app sends on the phone it reaches, and counts it on one that is not looked at', async () => {
    const { page, running } = await browser.open();
    await addPhone(page, 'SMS', '+15551230001');

    await sendText(running, 'One for you', [['SMS', '+15551230001']]);
    await sendText(running, 'One for another', [['RCS', '+15551230002']]);

    await page.locator('#thread li', { hasText: 'One for you' }).getByText('delivered').waitFor();
    expect(await page.locator('#thread li').count()).toBe(1);
    const other = page.getByRole('button', { name: '+15551230002' });
    await other.getByLabel('1 new').waitFor();
    await other.click();
    await page.locator('#thread li', { hasText: 'One for another' }).getByText('read').waitFor();
    expect(await other.getByLabel('1 new').count()).toBe(0);
    expect(await other.getAttribute('aria-pressed')).toBe('true');
  });

  it('reads out what arrives at the phone that is looked at', async () => {
    const { page, running } = await browser.open();
    await addPhone(page, 'SMS', '+15551230001');

    await sendText(running, 'Your code is 4711', [['SMS', '+15551230001']]);

    await page.getByRole('status').filter({ hasText: 'From the app: Your code is 4711' }).waitFor();
  });

  it('lets somebody opt out and in again, and type', async () => {
    const { page, running, received } = await browser.open();
    await addPhone(page, 'SMS', '+15551230001');

    await page.getByRole('button', { name: 'Opt out' }).click();
    await page.getByRole('button', { name: 'Opt in' }).waitFor();
    expect(await readState(running)).toMatchObject({ phones: [{ isOptedOut: true }] });
    await sendText(running, 'Not wanted', [['SMS', '+15551230001']]);
    await page.locator('#thread').getByText('failed: RECIPIENT_NOT_OPTED_IN').waitFor();
    await page.getByRole('button', { name: 'Opt in' }).click();
    await page.getByRole('button', { name: 'Opt out' }).waitFor();
    await page.getByRole('button', { name: 'Typing' }).click();

    const keys = () => received.flatMap((body) => Object.keys(body).filter((name) => !(name in envelope)));
    await expect.poll(keys).toContain('event');
    expect(keys()).toEqual(expect.arrayContaining(['opt_out_notification', 'opt_in_notification']));
    expect(received).toContainEqual(
      expect.objectContaining({
        event: expect.objectContaining({ contact_event: { composing_event: {} } }),
      }),
    );
  });

  it('keeps a phone with its name over a reload, before anything was written', async () => {
    const { page } = await browser.open();
    await addPhone(page, 'TELEGRAM', '8675309', 'A customer');

    await page.reload();

    await page.getByRole('button', { name: 'A customer' }).waitFor();
    await page.getByRole('heading', { name: 'A customer' }).waitFor();
  });

  it('says what the sandbox refuses, and keeps what was typed', async () => {
    const { page, running, problems } = await browser.open();
    await addPhone(page, 'SMS', '+15551230001');
    running.sandbox.change({ apps: ['another-app'] });

    await writeText(page, 'Hello?');

    await page.getByRole('alert').getByText('There is no app').waitFor();
    expect(await page.getByLabel('Message from this phone').inputValue()).toBe('Hello?');
    // The browser notes every answer that is an error.
    expect(problems.splice(0)).toEqual([expect.stringContaining('404')]);
  });
});

const envelope = {
  app_id: '',
  accepted_time: '',
  event_time: '',
  project_id: '',
  message_metadata: '',
  correlation_id: '',
};
