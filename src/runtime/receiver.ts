import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from './config.js';
import { answer, type WebhookRequest, type WebhookResponse } from './http.js';
import { identitiesOf } from './identity.js';
import { createDirectInbox, type Delivery, type Handle, type Inbox } from './inbox.js';
import { createLogger, type Logger } from './log.js';
import type { Problem, Validator } from './problems.js';
import { createRecogniser, type Route, type UnknownReason } from './recognition.js';
import { createVerifier } from './signature.js';

/** What a handler is told besides its event. */
export interface HandlerContext {
  readonly trigger: string;
  /** Names this delivery in every log line; a retry of the same callback has the same one. */
  readonly deliveryId: string;
  readonly receivedAt: Date;
  /** Where the event differs from the document; empty unless `VALIDATION=report` found something. */
  readonly problems: readonly Problem[];
  readonly log: Logger;
}

/** A correctly signed callback that no handler takes, and why. `body` is there when it could be parsed. */
export interface UnknownEvent {
  readonly reason: UnknownReason;
  readonly body: unknown;
  readonly bytes: Uint8Array;
  readonly problems: readonly Problem[];
}

export type UnknownHandler = (event: UnknownEvent, context: HandlerContext) => Promise<void>;

export interface ReceiverParts {
  readonly config: Pick<Config, 'secrets' | 'path' | 'maxAgeSeconds' | 'validation' | 'logLevel'>;
  readonly routes: readonly Route[];
  readonly validators: Readonly<Record<string, Validator>>;
  readonly handlers: Readonly<Record<string, (event: never, context: HandlerContext) => Promise<void>>>;
  readonly onUnknown: UnknownHandler;
  readonly log?: Logger;
  readonly createInbox?: (handle: Handle) => Inbox;
}

export interface Receiver {
  /** Every path the receiver answers, each with and without a slash at its end. */
  readonly paths: ReadonlySet<string>;
  /** Answers any request; it never rejects. */
  respond(request: WebhookRequest): Promise<WebhookResponse>;
}

const healthPath = '/healthz';
const bodyLimit = 1_048_576;

/** The whole contract of a receiver, free of any framework. Throws a `RangeError` without a secret. */
export function createReceiver(parts: ReceiverParts): Receiver {
  const { config, routes } = parts;
  const log = parts.log ?? createLogger(config.logLevel);
  const verify = createVerifier(config);
  const recognise = createRecogniser(routes);
  const inbox = (parts.createInbox ?? createDirectInbox)(createHandle(parts, log));
  const channels = channelsByPath(config.path, routes);

  return {
    paths: new Set([healthPath, ...[...channels.keys()].flatMap((path) => [path, `${path}/`])]),

    async respond(request) {
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
    },
  };
}

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
  return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(headers['content-type'] ?? '');
}

async function readBody(request: WebhookRequest, log: Logger): Promise<Uint8Array | WebhookResponse> {
  try {
    const declared = Number(request.headers['content-length'] ?? 0);
    const body = declared > bodyLimit ? undefined : await request.readBody(bodyLimit);
    // The rest of the body is not read, so the connection cannot be used again.
    return body ?? answer(413, `a body may have ${bodyLimit} bytes at most`, { connection: 'close' });
  } catch (error) {
    log.error('body not read', { error: messageOf(error) });
    return answer(503, 'body not read', { connection: 'close', 'retry-after': '5' });
  }
}

async function accept(delivery: Delivery, inbox: Inbox, log: Logger): Promise<WebhookResponse> {
  try {
    const outcome = await inbox.accept(delivery);
    if (outcome === 'duplicate') log.info('duplicate acknowledged', { delivery: delivery.id });
    return answer(200, outcome);
  } catch (error) {
    log.error('handler failed, asked to send again', { delivery: delivery.id, error: messageOf(error) });
    return answer(503, 'try again', { 'retry-after': '5' });
  }
}

function createHandle(parts: ReceiverParts, log: Logger): Handle {
  return async (delivery) => {
    const { recognition, problems, id, receivedAt, body } = delivery;
    const trigger = recognition.kind === 'event' ? recognition.route.trigger : 'unknown';
    const context: HandlerContext = { trigger, deliveryId: id, receivedAt, problems, log };
    if (problems.length > 0) {
      log.warn('event differs from the document', {
        delivery: id,
        trigger,
        problems: problems.map(describe),
      });
    }
    if (recognition.kind === 'unknown') {
      await passUnknown(
        parts,
        { reason: recognition.reason, body: recognition.body, bytes: body, problems },
        context,
      );
      return;
    }
    if (problems.length > 0 && parts.config.validation === 'strict') {
      await passUnknown(
        parts,
        { reason: 'invalid', body: recognition.event, bytes: body, problems },
        context,
      );
      return;
    }
    // The registry's type says that every trigger has a handler and that it takes its own payload.
    const handler = parts.handlers[trigger] as (event: unknown, context: HandlerContext) => Promise<void>;
    await handler(recognition.event, context);
  };
}

// Content must never cause a 5xx, which would open the sender's circuit breaker: a failure here ends in the log.
async function passUnknown(
  parts: ReceiverParts,
  event: UnknownEvent,
  context: HandlerContext,
): Promise<void> {
  context.log.warn('no handler takes this event', { delivery: context.deliveryId, reason: event.reason });
  try {
    await parts.onUnknown(event, context);
  } catch (error) {
    context.log.error('onUnknown failed', { delivery: context.deliveryId, error: messageOf(error) });
  }
}

function describe({ path, expected, found }: Problem): string {
  return `${path || 'body'}: expected ${expected}, found ${found}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
