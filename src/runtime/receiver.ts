import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from './config.js';
import { isJson } from './content-type.js';
import { failureFields } from './failure.js';
import { createHandle, triggerOf, type HandleParts } from './handle.js';
import {
  answer,
  answerTooLarge,
  healthPath,
  SenderGoneError,
  type WebhookRequest,
  type WebhookResponse,
} from './http.js';
import { identitiesOf } from './identity.js';
import { createDirectInbox, type Delivery, type Handle, type Inbox } from './inbox.js';
import { createLogger, guardLogger, type Logger } from './log.js';
import type { Validator } from './problems.js';
import { createRecogniser, type Route } from './recognition.js';
import { createVerifier } from './signature.js';

export type { HandlerContext, UnknownEvent, UnknownHandler } from './handle.js';

export interface ReceiverParts extends HandleParts {
  readonly config: Pick<Config, 'secrets' | 'path' | 'maxAgeSeconds' | 'validation' | 'logLevel'>;
  readonly routes: readonly Route[];
  readonly validators: Readonly<Record<string, Validator>>;
  readonly log?: Logger;
  readonly createInbox?: (handle: Handle) => Inbox;
}

export interface Receiver {
  /** The path that takes every event. */
  readonly base: string;
  /** Every path the receiver answers, each with and without a slash at its end. */
  readonly paths: ReadonlySet<string>;
  /** Answers any request; it never rejects. */
  respond(request: WebhookRequest): Promise<WebhookResponse>;
}

const bodyLimit = 1_048_576;

/** The whole contract of a receiver, free of any framework. Throws a `RangeError` without a secret. */
export function createReceiver(parts: ReceiverParts): Receiver {
  const { config, routes } = parts;
  const log = parts.log === undefined ? createLogger(config.logLevel) : guardLogger(parts.log);
  const verify = createVerifier(config);
  const recognise = createRecogniser(routes);
  const inbox = (parts.createInbox ?? createDirectInbox)(createHandle(parts, log));
  const channels = channelsByPath(config.path, routes);

  async function respond(request: WebhookRequest): Promise<WebhookResponse> {
    if (request.path === healthPath) return answerHealth(request.method);
    const path = withoutTrailingSlash(request.path);
    if (!channels.has(path)) return answer(404, 'not found');
    if (request.method !== 'POST') return answer(405, 'only POST is taken here', { allow: 'POST' });
    if (!isPlainJson(request.headers))
      return answer(415, 'only application/json, uncompressed, is taken here');

    const body = await readBody(request, log);
    if (!(body instanceof Uint8Array)) return body;
    const receivedAt = new Date();
    const verdict = verify(request.headers, body, receivedAt.getTime() / 1000);
    if (!verdict.ok) {
      log.warn('signature refused', { reason: verdict.reason });
      return answer(401, 'signature refused');
    }

    const recognition = recognise(body, channels.get(path));
    const problems =
      recognition.kind === 'event' && config.validation !== 'off'
        ? (parts.validators[recognition.route.trigger]?.(recognition.event) ?? [])
        : [];
    const identities = identitiesOf(verdict.nonce, body, recognition);
    return accept({ id: verdict.nonce, receivedAt, identities, body, recognition, problems }, inbox, log);
  }

  return {
    base: config.path,
    paths: new Set([healthPath, ...[...channels.keys()].flatMap((path) => [path, `${path}/`])]),
    async respond(request) {
      try {
        return await respond(request);
      } catch (error) {
        log.error('request failed, asked to send again', failureFields(error));
        return tryAgain;
      }
    },
  };
}

const tryAgain = answer(503, 'try again', { 'retry-after': '5' });

/** The base path takes every event (`undefined`); a channel's path takes the channel's own routes. */
function channelsByPath(base: string, routes: readonly Route[]): Map<string, Route[] | undefined> {
  const channels = new Map<string, Route[] | undefined>([[base, undefined]]);
  for (const route of routes) {
    const path = withoutTrailingSlash(`${base}/${route.address.replace(/^\/+/, '')}`);
    if (path !== base) channels.set(path, [...(channels.get(path) ?? []), route]);
  }
  return channels;
}

function withoutTrailingSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

function answerHealth(method: string): WebhookResponse {
  if (method === 'GET' || method === 'HEAD') return answer(200, 'ok');
  return answer(405, 'only GET is taken here', { allow: 'GET, HEAD' });
}

function isPlainJson(headers: IncomingHttpHeaders): boolean {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return false;
  return isJson(headers['content-type'] ?? '');
}

async function readBody(request: WebhookRequest, log: Logger): Promise<Uint8Array | WebhookResponse> {
  try {
    return (await request.readBody(bodyLimit)) ?? answerTooLarge(bodyLimit);
  } catch (error) {
    // A sender that hangs up is nothing to repair here.
    const level = error instanceof SenderGoneError ? 'warn' : 'error';
    log[level]('body not read', failureFields(error));
    return answer(503, 'body not read', { connection: 'close', 'retry-after': '5' });
  }
}

async function accept(delivery: Delivery, inbox: Inbox, log: Logger): Promise<WebhookResponse> {
  const entry = { delivery: delivery.id, trigger: triggerOf(delivery.recognition) };
  try {
    const outcome = await inbox.accept(delivery);
    if (outcome === 'duplicate') log.info('duplicate acknowledged', entry);
    return answer(200, outcome);
  } catch (error) {
    log.error('handler failed, asked to send again', { ...entry, ...failureFields(error) });
    return tryAgain;
  }
}
