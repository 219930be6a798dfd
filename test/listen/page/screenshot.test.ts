import { mkdir, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { describeNeeding } from '../../support/describe-needing.js';
import { smallPng } from '../../support/small-png.js';
import { send, startListen, startReceiver } from '../support/start-listen.js';
import { useChromium } from '../../support/use-chromium.js';
import { choose } from './open-inspector.js';

const folder = new URL('../../../docs/images/', import.meta.url);

// Times and fonts differ each time, so it is made only when it is asked for.
describeNeeding('chromium', 'the picture of the inspector in the documentation', () => {
  const { visit } = useChromium();

  it.runIf(process.env['UPDATE_SCREENSHOTS'] === '1')('is made anew', async () => {
    let answers = 0;
    const { to } = await startReceiver((_request, response) => {
      answers += 1;
      response.writeHead(answers === 6 ? 503 : 200).end('taken');
    });
    const { url, pageUrl } = await startListen(to);
    const triggers = ['MESSAGE_DELIVERY', 'OPT_IN', 'CONTACT_CREATE', 'CAPABILITY', 'EVENT_INBOUND'];
    for (const trigger of triggers) await send(url, { trigger });
    await send(url, { trigger: 'MESSAGE_SUBMIT' });
    await send(url, { trigger: 'MESSAGE_SUBMIT' });
    await send(url, { trigger: 'OPT_OUT', with: 'another secret' });
    await send(url, {
      body: '{"app_id":"01JX4T8Q2MZ7V5K3R9W6C1DBHE","message_delivery_report":{"status":1}}',
    });
    await send(url);
    const page = await visit(pageUrl, { viewport: { width: 1280, height: 860 } });
    await choose(page, 10);
    await page.locator('#request-list').focus();

    const picture = smallPng(await page.screenshot());
    await mkdir(folder, { recursive: true });
    await writeFile(new URL('listen.png', folder), picture);
    expect(picture.length).toBeLessThan(200_000);
  });
});
