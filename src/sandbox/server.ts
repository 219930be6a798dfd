import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApiError } from '../web/api-error.js';
import { checkOrigin } from '../web/check-origin.js';
import { type CompiledRoute, compileRoute, type Route } from '../web/http-route.js';
import { servePage } from '../web/page.js';
import { readUrl } from '../web/read-url.js';
import { runRoute } from '../web/run-route.js';
import { sendFailure, sendJson } from '../web/send-json.js';
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
      sendFailure(response, error);
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
  const url = readUrl(request);
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
  if (!(await servePage('sandbox', pathname, response))) {
    throw new ApiError(404, `There is nothing at ${pathname}`);
  }
}
