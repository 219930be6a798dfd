import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { ApiError } from './api-error.js';
import { type CompiledRoute, streamed } from './http-route.js';
import { readBody } from './read-body.js';

/** A request to a server on this machine, and where its answer goes. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

/** Reads the address of a request. Throws an `ApiError` for `//`, which anybody may ask for and which is none. */
export function readUrl({ url = '/' }: IncomingMessage): URL {
  if (!URL.canParse(url, base)) throw new ApiError(404, `There is nothing at ${url}`);
  return new URL(url, base);
}

const base = 'http://localhost';

/** Answers by the route of a path, as JSON unless it answers by itself. Throws an `ApiError` where there is none. */
export async function runRoute(
  routes: readonly CompiledRoute[],
  { request, response, url }: Exchange,
): Promise<void> {
  const found = routes.flatMap((route) => {
    const params = route.match(url.pathname);
    return params === undefined ? [] : [{ route, params }];
  });
  if (found.length === 0) {
    throw new ApiError(501, `${request.method} ${url.pathname} is not played here`);
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
 * a name that they have pointed to this machine. `hosts` are names besides those of this machine.
 */
export function checkOrigin({ headers }: IncomingMessage, hosts: readonly string[]): void {
  const { host = '', origin } = headers;
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
  if (!['localhost', '127.0.0.1', '[::1]', ...hosts].includes(name)) {
    throw new ApiError(403, `Requests for ${JSON.stringify(host)} are not taken; name it with --host`);
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new ApiError(403, 'Requests from pages of other sites are not taken');
  }
}

/** Answers what a request has failed with. What is no `ApiError` is a bug, and is thrown on. */
export function sendFailure(response: ServerResponse, error: unknown): void {
  if (!(error instanceof ApiError)) {
    response.destroy();
    throw error;
  }
  const { httpStatus } = error;
  // Clients ask for a new token when this says that theirs has expired.
  const header = httpStatus === 401 ? { 'www-authenticate': `Bearer error="${error.message}"` } : {};
  sendJson(response, httpStatus, error.toJson(), header);
}

export function sendJson(
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

/** Where a server listens, such as `http://localhost:4010`, without a slash at its end. */
export function addressOf(server: Server, host: string): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${address.port}`;
}
