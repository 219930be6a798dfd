import type { IncomingHttpHeaders } from 'node:http';
import { withoutTrailingSlash } from './channels.js';
import type { Config } from './config.js';
import { isJson } from './content-type.js';
import { createDirectInbox } from './direct-inbox.js';
import { failureFields } from './failure.js';
import { triggerOf } from './handle.js';
import { createHandling, type HandlingParts } from './handling.js';
import {
  answer,
  answerTooLarge,
  healthPath,
  metricsPath,
  ownPaths,
  SenderGoneError,
  tryAgain,
  type WebhookRequest,
  type WebhookResponse,
} from './http.js';
import { identitiesOf } from './identity.js';
import type { CreateInbox, Delivery } from './inbox.js';
import type { Logger } from './log.js';
import { noMetrics, type Metrics } from './metrics.js';
import { isProbe } from './probe.js';
import { noTrace } from './trace.js';
import { createVerification, type SecretSource } from './verification.js';

export type { HandlerContext, UnknownEvent, UnknownHandler } from './handle.js';

export interface ReceiverParts extends HandlingParts {
  readonly config: HandlingParts['config'] &
    Pick<Config, 'maxAgeSeconds'> & {
      /** A source, where they change while the receiver runs. */
      readonly secrets: readonly string[] | SecretSource;
    };
  readonly metrics?: Metrics;
  readonly createInbox?: CreateInbox;
  /** Whether there is room for a request besides those whose bodies are there and that have no answer yet. */
  readonly hasRoom?: (inFlight: number) => boolean;
}

export interface Receiver {
  /** The path that takes every event. */
  readonly base: string;
  /** Whether the receiver answers at a path; one of a channel may have a slash at its end. */
  answers(path: string): boolean;
  /** Opens the inbox; rejects when it cannot be used. Until then, and once it stops, every event gets 503. */
  start(): Promise<void>;
  /** Answers any request; it never rejects. */
  respond(request: WebhookRequest): Promise<WebhookResponse>;
  /** Takes no event any more. What was taken is still answered. */
  drain(): void;
  /** Ends what handlers do after some milliseconds, and closes the inbox. */
  stop(graceMilliseconds: number): Promise<void>;
}

interface BodyOfRequest {
  readonly request: WebhookRequest;
  readonly path: string;
  readonly body: Uint8Array;
}

const maxBodyBytes = 1_048_576;

const accepted = answer(200, 'accepted');
const duplicate = answer(200, 'duplicate');
const probed = answer(200, 'the signature is right');

// The body is not read, so the connection cannot be used again.
const busy = answer(503, 'try again', { connection: 'close', 'retry-after': '5' });

/** The whole contract of a receiver, free of any framework. Throws a `RangeError` without a secret. */
export function createReceiver(parts: ReceiverParts): Receiver {
  const { config, metrics = noMetrics, trace = noTrace, hasRoom = () => true } = parts;
  const { verify, secrets } = createVerification(config);
  const { log, channels, inspect, handle } = createHandling(parts, secrets);
  const inbox = (parts.createInbox ?? createDirectInbox)({ handle, inspect, log, metrics });
  const bodyLimit = Math.min(maxBodyBytes, inbox.maxBodyBytes ?? maxBodyBytes);
  let inFlight = 0;
  let state: 'starting' | 'ready' | 'draining' = parts.createInbox === undefined ? 'ready' : 'starting';

  function answers(path: string): boolean {
    return (
      channels.has(withoutTrailingSlash(path)) ||
      (ownPaths.includes(path) && (path !== metricsPath || metrics.render !== undefined))
    );
  }

  function respondToWatcher({ path, method }: WebhookRequest): Promise<WebhookResponse> | WebhookResponse {
    if (method !== 'GET' && method !== 'HEAD')
      return answer(405, 'only GET is taken here', { allow: 'GET, HEAD' });
    if (path === metricsPath) return metrics.render?.() ?? answer(404, 'not found');
    return path === healthPath || state === 'ready' ? answer(200, 'ok') : answer(503, state);
  }

  async function respondToSender(request: WebhookRequest, path: string): Promise<WebhookResponse> {
    if (request.method !== 'POST') return answer(405, 'only POST is taken here', { allow: 'POST' });
    if (!isPlainJson(request.headers))
      return answer(415, 'only application/json, uncompressed, is taken here');
    if (state !== 'ready' || !hasRoom(inFlight)) return busy;
    const body = await readBody(request, { limit: bodyLimit, log });
    if (!(body instanceof Uint8Array)) return body;
    // Counted only from here on, or senders that are slow on purpose would take all the room.
    if (!hasRoom(inFlight)) return tryAgain;
    inFlight += 1;
    try {
      return await take({ request, path, body });
    } finally {
      inFlight -= 1;
    }
  }

  function giveUp(error: unknown): WebhookResponse {
    log.error('request failed, asked to send again', failureFields(error));
    return tryAgain;
  }

  async function take({ request, path, body }: BodyOfRequest): Promise<WebhookResponse> {
    const receivedAt = new Date();
    const verdict = await verify(request.headers, body, receivedAt.getTime() / 1000);
    if (!verdict.ok) {
      log.warn('signature refused', { reason: verdict.reason });
      metrics.signatureRefused(verdict.reason);
      return answer(401, 'signature refused');
    }

    if (isProbe(body)) return probed;

    const { recognition, problems } = inspect(body, path);
    const identities = identitiesOf(verdict.nonce, body, recognition);
    return accept({ id: verdict.nonce, receivedAt, identities, path, body, recognition, problems });
  }

  async function accept(delivery: Delivery): Promise<WebhookResponse> {
    const trigger = triggerOf(delivery.recognition);
    metrics.received(trigger);
    try {
      const outcome = await trace.receive({ trigger, deliveryId: delivery.id }, () => inbox.accept(delivery));
      if (outcome === 'duplicate') {
        metrics.duplicate(trigger);
        log.info('duplicate acknowledged', { delivery: delivery.id, trigger });
      } else {
        log.debug('event accepted', { delivery: delivery.id, trigger });
      }
      return outcome === 'duplicate' ? duplicate : accepted;
    } catch (error) {
      log.error('event not taken, asked to send again', {
        delivery: delivery.id,
        trigger,
        ...failureFields(error),
      });
      return tryAgain;
    }
  }

  return {
    base: config.path,
    answers,
    async start() {
      await inbox.start();
      state = 'ready';
    },
    async respond(request) {
      try {
        const path = withoutTrailingSlash(request.path);
        if (!channels.has(path)) {
          return answers(request.path) ? await respondToWatcher(request) : answer(404, 'not found');
        }
        const startedAt = performance.now();
        const response = await respondToSender(request, path).catch(giveUp);
        metrics.acknowledged(response.status, (performance.now() - startedAt) / 1000);
        return response;
      } catch (error) {
        return giveUp(error);
      }
    },
    drain() {
      state = 'draining';
    },
    stop(graceMilliseconds) {
      state = 'draining';
      return inbox.stop(graceMilliseconds);
    },
  };
}

function isPlainJson(headers: IncomingHttpHeaders): boolean {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return false;
  return isJson(headers['content-type'] ?? '');
}

async function readBody(
  request: WebhookRequest,
  { limit, log }: { readonly limit: number; readonly log: Logger },
): Promise<Uint8Array | WebhookResponse> {
  try {
    return (await request.readBody(limit)) ?? answerTooLarge(limit);
  } catch (error) {
    // A sender that hangs up is nothing to repair here.
    const level = error instanceof SenderGoneError ? 'warn' : 'error';
    log[level]('body not read', failureFields(error));
    return answer(503, 'body not read', { connection: 'close', 'retry-after': '5' });
  }
}
