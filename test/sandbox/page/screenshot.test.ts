import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { defaultSettings } from '../../../src/sandbox/settings.js';
import { describeNeeding } from '../../support/describe-needing.js';
import { app, sendText, startSandbox, useBrowser } from './open-page.js';
import { smallPng } from '../../support/small-png.js';

const folder = new URL('../../../docs/images/', import.meta.url);

// Times and fonts differ each time, so it is made only when it is asked for.
describeNeeding('chromium', 'the picture of the page in the documentation', () => {
  const browser = useBrowser();

  it.runIf(process.env['UPDATE_SCREENSHOTS'] === '1')('is made anew', async () => {
    await listen(3000);
    const { '*': channel } = defaultSettings.channels;
    const running = await startSandbox({
      seed: 'demo',
      channels: { '*': channel!, WHATSAPP: { ...channel!, failures: 1 } },
      delivery: {
        ...defaultSettings.delivery,
        retry: { attempts: 12, firstMs: 400, factor: 2, longestMs: 60_000 },
        breaker: { failures: 14, pauseMs: 60_000 },
      },
    });
    onTestFinished(() => running.stop());
    const { people, webhooks, triggers, change, settings } = running.sandbox;
    for (const [target, some] of [
      ['http://localhost:3000/webhooks/sinch', triggers],
      ['http://localhost:3000/audit', ['MESSAGE_INBOUND', 'MESSAGE_DELIVERY']],
    ] as const) {
      webhooks.create(app.projectId, { app_id: app.appId, target, secret: 'a-secret', triggers: some });
    }
    const page = await browser.visit(running.url, { viewport: { width: 1280, height: 860 } });
    const shopper = { channel: 'RCS', identity: '+15551230001' };
    const write = (identity: typeof shopper, text: string, displayName = '') =>
      people.write({ ...app, identity, displayName }, { text_message: { text } });

    write(shopper, 'Where is my parcel?', 'Test phone');
    await setTimeout(300);
    await sendText(running, 'It is out for delivery, and arrives between 14:00 and 16:00.', [
      ['RCS', shopper.identity],
    ]);
    await setTimeout(900);
    write(shopper, 'Can you leave it with a neighbour?');
    await sendText(running, 'Your table for two is booked for 19:30.', [
      ['WHATSAPP', '+15551230002'],
      ['SMS', '+15551230002'],
    ]);
    await sendText(running, 'Your code is 384 201.', [['WHATSAPP', '+15551230003']]);
    await setTimeout(1_400);
    change({ channels: { ...settings().channels, WHATSAPP: { ...channel!, failures: 0.2 } } });
    await sendText(running, 'Of course. We leave it next door.', [['RCS', shopper.identity]]);
    write({ channel: 'MESSENGER', identity: '7746490198930851' }, 'Are you open on Sunday?');
    await page.getByRole('button', { name: 'Test phone' }).click();
    await page.locator('#thread li', { hasText: 'next door' }).getByText('delivered').waitFor();
    await page.getByText('breaker open').waitFor();
    // What appears has appeared.
    await setTimeout(600);

    const picture = smallPng(await page.screenshot());
    await mkdir(folder, { recursive: true });
    await writeFile(new URL('sandbox.png', folder), picture);
    expect(picture.length).toBeLessThan(200_000);
  });
});

async function listen(port: number): Promise<void> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(request.url === '/audit' ? 503 : 200).end());
  }).listen(port, 'localhost');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
}
