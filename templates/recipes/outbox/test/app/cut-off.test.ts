import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { connectToSinch } from '../../src/app/sinch.js';

// The SDK as it is, and a server on this machine.
async function connectTo(t: TestContext, listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return connectToSinch({
    projectId: 'project',
    keyId: 'key',
    keySecret: 'secret',
    region: 'us',
    authUrl: url,
    conversationUrl: url,
    timeoutMilliseconds: 200,
    settleMilliseconds: 1_000,
  });
}

const outgoing = { id: 'a', appId: 'app', to: [{ channel: 'SMS', identity: '4477' }], text: 'Hello' };
const token = JSON.stringify({ access_token: 'a-token', expires_in: 3600, token_type: 'bearer' });

test('a message whose sender has given up does not go out when its token comes at last', async (t) => {
  const paths: (string | undefined)[] = [];
  let giveToken = (): void => {};
  const sinch = await connectTo(t, (request, response) => {
    paths.push(request.url);
    request.resume();
    giveToken = () => void response.setHeader('content-type', 'application/json').end(token);
  });

  assert.equal((await sinch.send(outgoing)).kind, 'unknown');
  giveToken();
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.deepEqual(paths, ['/oauth2/token']);
});

test('a request that gets no answer is cut off', async (t) => {
  let onClosed = (): void => {};
  const closed = new Promise<void>((resolve) => (onClosed = resolve));
  const sinch = await connectTo(t, (request, response) => {
    if (request.url === '/oauth2/token') {
      response.setHeader('content-type', 'application/json').end(token);
      return;
    }
    request.resume();
    response.once('close', onClosed);
  });

  assert.equal((await sinch.send(outgoing)).kind, 'unknown');
  await closed;
});
