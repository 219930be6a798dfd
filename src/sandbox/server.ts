import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApiError } from './api-error.js';
import { type CompiledRoute, compileRoute, type Route, streamed } from './http-route.js';
import { servePage } from './page.js';
import { readBody } from './read-body.js';
import type { Tokens } from './tokens.js';

export interface SandboxServerParts {
  /** Paths below /v1, for which a token is needed. */
  readonly api: readonly Route[];
  /** Paths below /sandbox. */
  readonly control: readonly Route[];
  readonly tokens: Tokens;
  readonly now: () => number;
  /** Names of the host, besides those of this machine, under which requests may come. */
  readonly hosts?: readonly string[];
}

/** The sandbox over HTTP: the API and its tokens, what controls it, and the page. */
export function createSandboxServer(parts: SandboxServerParts): Server {
  const api = parts.api.map(compileRoute);
  const control = parts.control.map(compileRoute);
  return createServer((request, response) => {
    answer(request, response, { ...parts, api, control }).catch((error: unknown) => {
      if (!(error instanceof ApiError)) {
        response.destroy();
        throw error;
      }
      const { httpStatus } = error;
      // Clients ask for a new token when this says that theirs has expired.
      const header = httpStatus === 401 ? { 'www-authenticate': `Bearer error="${error.message}"` } : {};
      sendJson(response, httpStatus, error.toJson(), header);
    });
  });
}

interface CompiledParts extends SandboxServerParts {
  readonly api: readonly CompiledRoute[];
  readonly control: readonly CompiledRoute[];
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { api, control, tokens, now, hosts = [] }: CompiledParts,
): Promise<void> {
  checkOrigin(request, hosts);
  const url = urlOf(request);
  const { pathname } = url;
  if (pathname === '/oauth2/token' && request.method === 'POST') {
    const { authorization } = request.headers;
    request.resume();
    sendJson(response, 200, {
      access_token: tokens.issue(authorization, now()),
      expires_in: 3599,
      scope: '',
      token_type: 'bearer',
    });
    return;
  }
  if (pathname.startsWith('/v1/')) {
    tokens.check(request.headers.authorization, now());
    await runRoute(api, { request, response, url });
    return;
  }
  if (pathname.startsWith('/sandbox/')) {
    await runRoute(control, { request, response, url });
    return;
  }
  if (!(await servePage(pathname, response))) throw new ApiError(404, `There is nothing at ${pathname}`);
}

// Of `//`, which anybody may ask for, there is no URL.
function urlOf({ url = '/' }: IncomingMessage): URL {
  if (!URL.canParse(url, base)) throw new ApiError(404, `There is nothing at ${url}`);
  return new URL(url, base);
}

const base = 'http://sandbox';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

async function runRoute(routes: readonly CompiledRoute[], { request, response, url }: Exchange) {
  const found = routes.flatMap((route) => {
    const params = route.match(url.pathname);
    return params === undefined ? [] : [{ route, params }];
  });
  if (found.length === 0) {
    throw new ApiError(501, `The sandbox does not play ${request.method} ${url.pathname}`);
  }
  const chosen = found.find(({ route }) => route.method === request.method);
  if (chosen === undefined) throw new ApiError(405, `${url.pathname} does not take ${request.method}`);
  const body = await readBody(request);
  const result = await chosen.route.run({
    params: chosen.params,
    query: url.searchParams,
    body,
    request,
    response,
  });
  if (result !== streamed) sendJson(response, 200, result);
}

/**
 * Refuses what another site has a browser send: its pages may not press buttons here, nor read what is answered under
 * a name that they have pointed to this machine.
 */
function checkOrigin({ headers }: IncomingMessage, hosts: readonly string[]): void {
  const { host = '', origin } = headers;
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
  if (!['localhost', '127.0.0.1', '[::1]', ...hosts].includes(name)) {
    throw new ApiError(403, `Requests for ${JSON.stringify(host)} are not taken; name it with --host`);
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new ApiError(403, 'Requests from pages of other sites are not taken');
  }
}

function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(body);
}
