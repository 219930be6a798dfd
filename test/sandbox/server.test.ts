import { once } from 'node:events';
import { type IncomingMessage, request as requestOverHttp } from 'node:http';
import { connect } from 'node:net';
import { readdir } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageRoot } from '../../src/package-root.js';
import { badRequest } from '../../src/web/api-error.js';
import { type Route, streamed } from '../../src/web/http-route.js';
import { createSandboxServer } from '../../src/sandbox/server.js';
import { createTokens } from '../../src/sandbox/tokens.js';

const authorization = `Basic ${Buffer.from('a-key:its-secret').toString('base64')}`;

const chunkedHead =
  'POST /sandbox/echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';

describe('the API', () => {
  it('is there for those who have got a token', async () => {
    const { ask } = await startServer();
    const issued = await ask('/oauth2/token', {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    });
    const token = (await issued.json()) as { access_token: string };

    expect(token).toMatchObject({ token_type: 'bearer', expires_in: 3599, scope: '' });
    const answered = await ask('/v1/projects/a-project/things:send?some=query', {
      method: 'POST',
      headers: { authorization: `Bearer ${token.access_token}`, 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    expect(answered.status).toBe(200);
    expect(await answered.json()).toEqual({ project: 'a-project', body: { a: 1 }, some: 'query' });
  });

  it('answers 401 without one, or to a key without a secret', async () => {
    const { ask } = await startServer();

    const refused = await ask('/v1/projects/p/things:send', { method: 'POST' });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer error=/);
    expect(await refused.json()).toMatchObject({ error: { code: 401, status: 'UNAUTHENTICATED' } });
    expect((await ask('/oauth2/token', { method: 'POST' })).status).toBe(401);
  });

  it('says that a token has expired, so that its client asks for another', async () => {
    const { ask, clock } = await startServer();
    const token = await tokenFrom(ask);
    clock.now += 3_600_000;

    const refused = await ask('/v1/projects/p/things:send', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toBe('Bearer error="The access token has expired"');
  });

  it('tells what it does not play from what it does not take', async () => {
    const { ask } = await startServer();
    const headers = { authorization: `Bearer ${await tokenFrom(ask)}` };

    expect((await ask('/v1/projects/p/templates', { headers })).status).toBe(501);
    expect((await ask('/v1/projects/p/things:send', { headers, method: 'DELETE' })).status).toBe(405);
  });

  it('decodes what stands in a path, and takes no slash for a part of it', async () => {
    const { ask } = await startServer();
    const headers = { authorization: `Bearer ${await tokenFrom(ask)}` };
    const send = (project: string) => ask(`/v1/projects/${project}/things:send`, { method: 'POST', headers });

    expect(await (await send('a%20b%2Fc')).json()).toMatchObject({ project: 'a b/c' });
    expect(await (await send('%E0%A4%A')).json()).toMatchObject({ project: '%E0%A4%A' });
    expect((await send('a/b')).status).toBe(501);
  });
});

describe('a body', () => {
  it.each([
    ['no JSON', '{', 'application/json', 400],
    ['a list', '[]', 'application/json', 400],
    ['a form, which another site could send', 'a=1', 'application/x-www-form-urlencoded', 400],
    ['plain text, which another site could send', '{}', 'text/plain', 400],
    ['JSON in a charset', '{}', 'application/json; charset=utf-8', 200],
    ['more than 5 MiB', `{"a":"${'x'.repeat(5 * 2 ** 20)}"}`, 'application/json', 413],
  ])('%s', async (_what, body, type, status) => {
    const { ask } = await startServer();

    const answered = await ask('/sandbox/echo', { method: 'POST', headers: { 'content-type': type }, body });

    expect(answered.status).toBe(status);
  });

  it('may have many levels, but no more than can be written again', async () => {
    const { ask } = await startServer();
    const statusOf = async (levels: number) => {
      const body = '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
      const headers = { 'content-type': 'application/json' };
      return (await ask('/sandbox/echo', { method: 'POST', headers, body })).status;
    };

    expect(await statusOf(100)).toBe(200);
    expect(await statusOf(101)).toBe(400);
    expect(await statusOf(200_000)).toBe(400);
  });

  it('may be absent', async () => {
    const { ask } = await startServer();

    expect(await (await ask('/sandbox/echo', { method: 'POST' })).json()).toEqual({});
  });
});

describe('what controls it', () => {
  it('needs no token, and answers as the API does to what is wrong', async () => {
    const { ask } = await startServer();

    const refused = await ask('/sandbox/refuse');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({
      error: { code: 400, message: 'Not so', status: 'INVALID_ARGUMENT', details: [] },
    });
    expect(refused.headers.get('cache-control')).toBe('no-store');
  });

  it('may answer by itself', async () => {
    const { ask } = await startServer();

    expect(await (await ask('/sandbox/stream')).text()).toBe('by itself');
  });
});

describe('what no client of good will sends', () => {
  it.each([
    ['no address', 'GET // HTTP/1.1\r\nHost: localhost\r\n\r\n', '404'],
    ['an address whose host is none', 'GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n', '404'],
    [
      'no address, from another site',
      'GET // HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n\r\n',
      '403',
    ],
    ['chunks that are none', `${chunkedHead}no chunk`, '400'],
  ])('does not end it: %s', async (_what, text, status) => {
    const { ask, port } = await startServer();
    const socket = connect(port, '127.0.0.1');
    socket.write(text);
    const [answered] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();

    expect(answered.toString().split(' ')[1]).toBe(status);
    expect((await ask('/sandbox/echo', { method: 'POST' })).status).toBe(200);
  });

  it('does not end it: a sender that goes before its body has come', async () => {
    const { ask, port, server } = await startServer();
    const asked = once(server, 'request') as Promise<[IncomingMessage]>;
    const socket = connect(port, '127.0.0.1');
    socket.write(`${chunkedHead}1\r\n{\r\n`);
    const [request] = await asked;
    socket.destroy();
    await new Promise<void>((resolve) => void request.on('close', resolve));

    expect((await ask('/sandbox/echo', { method: 'POST' })).status).toBe(200);
  });
});

describe('pages of other sites', () => {
  it.each([
    ['http://evil.example', 403],
    ['https://localhost', 403],
    ['null', 403],
  ])('from %s press no button here', async (origin, status) => {
    const { ask } = await startServer();

    expect((await ask('/sandbox/echo', { method: 'POST', headers: { origin } })).status).toBe(status);
  });

  it('read nothing under a name that they have pointed here', async () => {
    const { port } = await startServer(['named.example']);

    expect(await statusFor(port, 'evil.example')).toBe(403);
    expect(await statusFor(port, `127.0.0.1.evil.example:${port}`)).toBe(403);
    expect(await statusFor(port, `localhost:${port}`)).toBe(200);
    expect(await statusFor(port, `[::1]:${port}`)).toBe(200);
    expect(await statusFor(port, `named.example:${port}`)).toBe(200);
    expect(await statusFor(port, 'not a host')).toBe(403);
  });

  it('does not refuse its own page', async () => {
    const { ask, base } = await startServer();

    expect((await ask('/sandbox/echo', { method: 'POST', headers: { origin: base } })).status).toBe(200);
  });
});

describe('the page', () => {
  it('comes with a policy by which nothing runs or is fetched but its own files', async () => {
    const { ask } = await startServer();
    const { headers, status } = await ask('/');

    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('has every file of its folder, and no other', async () => {
    const { ask } = await startServer();
    const files = await readdir(new URL('pages/sandbox/', packageRoot));

    expect(files.length).toBeGreaterThan(10);
    for (const file of files.filter((name) => name !== 'index.html')) {
      expect([file, (await ask(`/${file}`)).status]).toEqual([file, 200]);
    }
    for (const file of await readdir(new URL('pages/shared/', packageRoot))) {
      expect([file, (await ask(`/shared/${file}`)).status]).toEqual([file, 200]);
    }
    for (const path of [
      '/package.json',
      '/..%2f..%2fpackage.json',
      '/constructor',
      '/index.js',
      '/page',
      '//',
    ]) {
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
    }
  });

  it('has no script or style of its own lines, which its policy would forbid', async () => {
    const { ask } = await startServer();
    const html = await (await ask('/')).text();

    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  });
});

async function startServer(hosts: readonly string[] = []) {
  const clock = { now: Date.UTC(2025, 0, 15) };
  const control: Route[] = [
    { method: 'POST', path: '/sandbox/echo', run: ({ body }) => body },
    {
      method: 'GET',
      path: '/sandbox/refuse',
      run() {
        throw badRequest('Not so');
      },
    },
    {
      method: 'GET',
      path: '/sandbox/stream',
      run({ response }) {
        response.end('by itself');
        return streamed;
      },
    },
  ];
  const api: Route[] = [
    {
      method: 'POST',
      path: '/v1/projects/{project}/things:send',
      run: ({ params: { project }, query, body }) => ({ project, body, some: query.get('some') }),
    },
  ];
  const server = createSandboxServer({ api, control, tokens: createTokens(), now: () => clock.now, hosts });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  const base = `http://127.0.0.1:${address.port}`;
  return {
    server,
    base,
    port: address.port,
    clock,
    ask: (path: string, init: RequestInit = {}) => fetch(base + path, init),
  };
}

async function tokenFrom(ask: Awaited<ReturnType<typeof startServer>>['ask']): Promise<string> {
  const issued = await ask('/oauth2/token', { method: 'POST', headers: { authorization } });
  return ((await issued.json()) as { access_token: string }).access_token;
}

/** With a `host` of one's own, which `fetch` does not send. */
async function statusFor(port: number, host: string): Promise<number | undefined> {
  const asked = requestOverHttp({ port, host: '127.0.0.1', path: '/', headers: { host } }).end();
  const [response] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
  response.resume();
  return response.statusCode;
}
