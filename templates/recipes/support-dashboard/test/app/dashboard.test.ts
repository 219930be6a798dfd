import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { createDashboardServer } from '../../src/app/dashboard-server.js';
import { openDesk } from '../../src/app/desk-file.js';
import { createLiveStream } from '../../src/app/live-stream.js';
import { readPublicFiles } from '../../src/app/public-files.js';
import { keepQuestion } from '../../src/app/questions.js';
import { readDashboardSettings } from '../../src/app/settings.js';
import { question } from './events.js';

const log = { debug() {}, info() {}, warn() {}, error() {} };

test('answers its own page, and nobody who comes under another name or from another site', async () => {
  const { ask } = await start();
  assert.equal((await ask('/')).status, 200);
  for (const headers of [
    { host: 'attacker.example' },
    { origin: 'https://attacker.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  ]) {
    assert.equal((await ask('/api/conversations', { headers })).status, 403, JSON.stringify(headers));
  }
});

test('takes no form of another site for a reply', async () => {
  const { ask } = await start();
  const body = JSON.stringify({ id: '00000000-0000-4000-8000-000000000000', text: 'Hi', seen: 1 });
  const path = '/api/conversations/1/replies';
  assert.equal(
    (await ask(path, { method: 'POST', headers: { 'content-type': 'text/plain' }, body })).status,
    400,
  );
  const sent = await ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  assert.equal(sent.status, 200);
});

test('serves the files of the page and no other', async () => {
  const { ask } = await start();
  assert.match((await ask('/main.js')).headers['content-type'] ?? '', /javascript/);
  for (const path of ['/../package.json', '/%2e%2e/package.json', '/.env', '/api', '/constructor']) {
    assert.equal((await ask(path)).status, 404, path);
  }
});

test('lets nothing on the page run or load that is not its own', async () => {
  const policy = String((await (await start()).ask('/')).headers['content-security-policy']);
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
});

test('asks for the password where there is one', async () => {
  const { ask } = await start({ password: 'a-long-password' });
  const authorization = (text: string) => ({
    authorization: `Basic ${Buffer.from(text).toString('base64')}`,
  });
  assert.equal((await ask('/')).status, 401);
  assert.equal((await ask('/', { headers: authorization('me:wrong') })).status, 401);
  assert.equal((await ask('/', { headers: authorization('me:a-long-password') })).status, 200);
});

test('is not started where others reach it without a password', () => {
  assert.throws(() => readDashboardSettings({ DASHBOARD_HOST: '0.0.0.0' }), /DASHBOARD_PASSWORD/);
  assert.throws(() => readDashboardSettings({ DASHBOARD_PASSWORD: 'short' }), /12 characters/);
  assert.throws(() => readDashboardSettings({ SINCH_KEY_ID: 'key' }), /all three/);
  assert.equal(readDashboardSettings({}).host, '127.0.0.1');
});

test('the stream goes on where a browser was, and tells it to begin anew where that makes no sense', async () => {
  const { desk, stream, follow } = await start();
  const later = await follow(String(desk.revision()));
  keepQuestion(desk, question({ id: 'Q2', text: 'Anybody?' }), new Date());
  stream.look();
  assert.match(await later.next(/Anybody/), /^id: 2$/m);
  assert.doesNotMatch(later.text(), /Are you open/);

  assert.match(await (await follow('0')).next(/Anybody/), /Are you open/);
  assert.match(await (await follow('99')).next(/stale/), /event: stale/);
});

async function start({ password }: { password?: string } = {}) {
  const desk = openDesk(':memory:');
  keepQuestion(desk, question({ id: 'Q1', text: 'Are you open?' }), new Date());
  const stream = createLiveStream(desk);
  const server = createDashboardServer({
    desk,
    stream,
    log,
    canReply: true,
    onChange() {},
    files: await readPublicFiles(),
    access: {
      host: '127.0.0.1',
      origin: undefined,
      password,
    },
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    stream.close();
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;

  function open(path: string, { method = 'GET', headers = {}, body = '' }: Asking = {}) {
    const asking = request({
      host: '127.0.0.1',
      port,
      path,
      method,
      headers: { host: `127.0.0.1:${port}`, ...headers },
    });
    asking.end(body);
    return once(asking, 'response') as Promise<[import('node:http').IncomingMessage]>;
  }
  return {
    desk,
    stream,
    async ask(path: string, asking?: Asking) {
      const [response] = await open(path, asking);
      response.resume();
      await once(response, 'end');
      return { status: response.statusCode, headers: response.headers };
    },
    async follow(lastEventId: string) {
      const [response] = await open('/api/stream', { headers: { 'last-event-id': lastEventId } });
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      return {
        text: () => text,
        async next(pattern: RegExp) {
          while (!pattern.test(text)) await once(response, 'data');
          return text;
        },
      };
    },
  };
}

interface Asking {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}
