import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from '../generated/runtime/log.js';
import { refusalOf, type AccessSettings } from './access.js';
import type { LiveStream } from './live-stream.js';
import type { PublicFile } from './public-files.js';
import { answerApi, type ApiParts } from './routes.js';

export interface DashboardParts extends ApiParts {
  readonly files: ReadonlyMap<string, PublicFile>;
  readonly stream: LiveStream;
  readonly access: AccessSettings;
  readonly log: Logger;
  /** Called when somebody has written a reply, or read one: others want to know soon. */
  readonly onChange: () => void;
}

/** The page, what it asks for, and the stream that keeps it up to date. */
export function createDashboardServer(parts: DashboardParts): Server {
  return createServer({ requestTimeout: 10_000, headersTimeout: 10_000 }, (request, response) => {
    response.on('error', () => response.destroy());
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    respond(request, response, parts).catch((error: unknown) => {
      parts.log.error('a request failed', {
        failure: error instanceof Error ? error.message : String(error),
      });
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { error: 'Something went wrong. It is in the log.' });
    });
  });
}

/*
 * What people write is only ever text on the page. Should a mistake make markup of it, nothing of it runs, loads or
 * leaves: scripts and styles come from here alone, and no string becomes markup without a policy, of which there is none.
 */
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
};

const streamPath = '/api/stream';
const healthPath = '/healthz';

async function respond(request: IncomingMessage, response: ServerResponse, parts: DashboardParts) {
  const { method = 'GET', url = '/' } = request;
  const { pathname: path, searchParams: query } = new URL(url, 'http://dashboard');
  if (path === healthPath) return sendJson(response, 200, {});
  const refusal = refusalOf(request.headers, parts.access);
  if (refusal !== undefined) {
    if (refusal.status === 401)
      response.setHeader('www-authenticate', 'Basic realm="Support", charset="UTF-8"');
    return sendJson(response, refusal.status, { error: refusal.message });
  }
  const file = parts.files.get(path);
  if (file !== undefined) {
    if (method !== 'GET' && method !== 'HEAD')
      return sendJson(response, 405, { error: 'Only GET is taken here' });
    response.setHeader('content-type', file.type);
    response.end(method === 'HEAD' ? undefined : file.content);
    return;
  }
  if (path === streamPath && method === 'GET') {
    // What the browser has seen last, when it comes back by itself.
    const from = Number(request.headers['last-event-id'] ?? query.get('from') ?? 0);
    parts.stream.follow(response, Number.isSafeInteger(from) && from >= 0 ? from : 0);
    return;
  }
  const body = method === 'POST' ? await readJson(request) : {};
  if (body === undefined) return sendJson(response, 400, { error: 'The body is no JSON object' });
  const answer = answerApi({ method, path, query, body }, parts);
  sendJson(response, answer.status, answer.body);
  if (method === 'POST') parts.onChange();
}

const longestBody = 65_536;

// A form of another site cannot send this type without asking first.
async function readJson(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestBody) return undefined;
    chunks.push(chunk);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(value));
}
