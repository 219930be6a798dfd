import type { ServerResponse } from 'node:http';
import { ApiError } from './api-error.js';

/** Answers with JSON, which nobody keeps. */
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
