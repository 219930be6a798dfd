import { expect, it } from 'vitest';
import { sampleOf } from '../support/samples.js';
import { describePairs } from './harness/describe-pairs.js';
import { bareRequest, basePath, signedRequest } from './harness/request.js';
import { handledBy, reasonsOf, start } from './harness/start.js';
import { harnesses } from './harness/targets.js';

const body = sampleOf('CONTACT_CREATE');
const own = `${basePath}/conversation/contact-create`;

describePairs('$name', harnesses, (harness) => {
  it.each([`${basePath}/`, `${basePath}?a=1&b=/other`, `${basePath}/?a=1`, own, `${own}/`, `${own}?a=1`])(
    'takes an event at %s',
    async (path) => {
      const receiver = await start(harness);
      expect((await receiver.send(signedRequest(body, { path }))).status).toBe(200);
      expect(await handledBy(receiver)).toEqual(['CONTACT_CREATE']);
    },
  );

  it('answers 200 to an event on another channel’s path and keeps it from the handlers', async () => {
    const receiver = await start(harness);
    const path = `${basePath}/conversation/contact-delete`;
    expect((await receiver.send(signedRequest(body, { path }))).status).toBe(200);
    expect(await handledBy(receiver)).toEqual([]);
    expect(await reasonsOf(receiver)).toEqual(['other-channel']);
  });

  it('moves every path with SINCH_WEBHOOK_PATH', async () => {
    const receiver = await start(harness, { env: { SINCH_WEBHOOK_PATH: '/hooks/v1' } });
    const moved = ['/hooks/v1', '/hooks/v1/conversation/contact-create'];
    const statuses: number[] = [];
    for (const path of [...moved, basePath]) {
      statuses.push((await receiver.send(signedRequest(body, { path }))).status);
    }
    expect(statuses).toEqual([200, 200, 404]);
    expect(await handledBy(receiver)).toEqual(['CONTACT_CREATE']);
  });

  it.each([
    '/',
    '/webhooks',
    `${basePath}//`,
    `${basePath}/conversation`,
    `${basePath}/conversation/other`,
    `${own}/more`,
    '/healthz/more',
    '/webhooks/%73inch',
    `${basePath}%2F`,
    `${basePath}/conversation%2Fcontact-create`,
    `${basePath}/conversation/contact%2Dcreate`,
    '/%68ealthz',
  ])('does not have the path %s', async (path) => {
    const receiver = await start(harness);
    expect((await receiver.send(signedRequest(body, { path }))).status).toBe(404);
    expect((await receiver.settled()).calls).toEqual([]);
    expect((await receiver.settled()).unknown).toEqual([]);
  });
});

describePairs('$name at /healthz', harnesses, (harness) => {
  it('is well, to GET and HEAD', async () => {
    const receiver = await start(harness);
    expect(await receiver.send(bareRequest('GET', '/healthz'))).toMatchObject({ status: 200, body: 'ok' });
    expect((await receiver.send(bareRequest('HEAD', '/healthz'))).status).toBe(200);
    expect((await receiver.send(bareRequest('GET', '/healthz?probe=1'))).status).toBe(200);
  });

  it('takes no events', async () => {
    const receiver = await start(harness);
    const answer = await receiver.send(signedRequest(body, { path: '/healthz' }));
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    expect((await receiver.settled()).calls).toEqual([]);
  });
});
