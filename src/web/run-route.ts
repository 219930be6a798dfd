import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from './api-error.js';
import { type CompiledRoute, streamed } from './http-route.js';
import { readBody } from './read-body.js';
import { sendJson } from './send-json.js';

/** Answers by the route of a path, as JSON unless it answers by itself. Throws an `ApiError` where there is none. */
export async function runRoute(
  routes: readonly CompiledRoute[],
  { request, response, url }: RoutedRequest,
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

interface RoutedRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}
