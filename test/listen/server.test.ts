import { readdir, readFile } from 'node:fs/promises';
import { type IncomingMessage, request as requestOverHttp } from 'node:http';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.js';
import { send, startListen, startReceiver } from './support/start-listen.js';

describe('the server of the inspector', () => {
  it('has every file of its page and of what pages share, and no other', async () => {
    const { to } = await startReceiver();
    const { pageUrl } = await startListen(to);
    const own = await readdir(new URL('pages/listen/', packageRoot));
    const shared = await readdir(new URL('pages/shared/', packageRoot));
    const paths = ['/', ...own.map((file) => `/${file}`), ...shared.map((file) => `/shared/${file}`)];

    expect(paths.length).toBeGreaterThan(15);
    for (const path of paths) expect([path, (await fetch(pageUrl + path)).status]).toEqual([path, 200]);
    for (const path of ['/package.json', '/shared/..%2f..%2fpackage.json', '/shared/', '/phones.js']) {
      expect([path, (await fetch(pageUrl + path)).status]).toEqual([path, 404]);
    }
    const { headers } = await fetch(pageUrl);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'self';/);
  });

  it('names in its page every module that is loaded, so that none waits for another', async () => {
    const page = await readFile(new URL('pages/listen/index.html', packageRoot), 'utf8');
    const named = [...page.matchAll(/rel="modulepreload" href="([^"]+)"/g)].map(([, path]) => path);
    const own = await readdir(new URL('pages/listen/', packageRoot));
    const shared = await readdir(new URL('pages/shared/', packageRoot));
    const modules = [...shared.map((file) => `/shared/${file}`), ...own.map((file) => `/${file}`)];

    expect(named.toSorted()).toEqual(
      modules.filter((path) => path.endsWith('.js') && path !== '/page.js').toSorted(),
    );
  });

  it.each<[string, Record<string, string>, number]>([
    ['a name that points to this machine', { host: 'attacker.example' }, 403],
    ['a page of another site', { origin: 'https://attacker.example' }, 403],
    ['a form of another site', { 'content-type': 'text/plain' }, 400],
    ['its own page', {}, 200],
  ])('takes from %s what it may', async (_who, headers, status) => {
    const { to, received } = await startReceiver();
    const { url, pageUrl } = await startListen(to);
    await send(url);
    const { hostname, port, host } = new URL(pageUrl);
    const request = requestOverHttp({
      host: hostname,
      port,
      path: '/listen/exchanges/1:replay',
      method: 'POST',
      headers: { host, 'content-type': 'application/json', ...headers },
    }).end('{}');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();

    expect(response.statusCode).toBe(status);
    expect(received).toHaveLength(status === 200 ? 2 : 1);
  });

  it('is not at the port that senders send to', async () => {
    const { to, received } = await startReceiver();
    const { url } = await startListen(to);
    await send(url);
    await fetch(`${url}/listen/exchanges/1`);

    expect(received.map((request) => request.url)).toEqual([
      '/webhooks/sinch',
      '/webhooks/sinch/listen/exchanges/1',
    ]);
  });

  it('gives older requests in parts, and says what it no longer has', async () => {
    const { to } = await startReceiver();
    const { url, pageUrl } = await startListen(to, { bounds: { exchanges: 3, bytes: 2 ** 30 } });
    for (let count = 0; count < 5; count += 1) await send(url);
    const read = async (path: string) => {
      const response = await fetch(`${pageUrl}/listen/${path}`);
      return [response.status, await response.json()] as [number, Record<string, never[]>];
    };

    const [, older] = await read('exchanges?before=5');
    expect(older['exchanges']?.map(({ number }) => number)).toEqual([3, 4]);
    expect((await read('exchanges/1'))[0]).toBe(404);
    expect((await read('exchanges/1/fixture'))[0]).toBe(404);
    expect((await read('search?text=blue%20one'))[1]).toEqual({ numbers: [3, 4, 5] });
  });

  it('refuses what cannot be done: to sign without a secret, to mask what is no JSON', async () => {
    const { to } = await startReceiver();
    const { url, pageUrl } = await startListen(to, { secrets: [] });
    await send(url, { body: '<xml/>' });
    const replayed = await fetch(`${pageUrl}/listen/exchanges/1:replay`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"sign":true}',
    });

    expect(await replayed.json()).toMatchObject({ error: { message: 'No secret to sign with is known' } });
    expect((await fetch(`${pageUrl}/listen/exchanges/1/fixture`)).status).toBe(400);
  });
});
