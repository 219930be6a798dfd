import type { Config } from './config.js';
import { failureFields } from './failure.js';
import type { Delivery, Handle } from './inbox.js';
import type { Logger } from './log.js';
import { describeProblem, isRecord, type Problem } from './problems.js';
import type { Recognition, UnknownReason } from './recognition.js';

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

export interface HandleParts {
  readonly config: Pick<Config, 'validation'>;
  readonly handlers: Readonly<Record<string, (event: never, context: HandlerContext) => Promise<void>>>;
  readonly onUnknown: UnknownHandler;
}

/** Gives a delivery to the handler of its event, or to `onUnknown` when it has none. */
export function createHandle(parts: HandleParts, log: Logger): Handle {
  return async (delivery) => {
    const { recognition, problems, id, receivedAt, body: bytes } = delivery;
    const trigger = triggerOf(recognition);
    const context: HandlerContext = { trigger, deliveryId: id, receivedAt, problems, log };
    if (recognition.kind === 'unknown') {
      const { reason, body } = recognition;
      log.warn('no handler takes this body', { delivery: id, reason, keys: topLevelKeys(body) });
      return passUnknown(parts, { reason, body, bytes, problems }, context);
    }
    const { event } = recognition;
    if (problems.length > 0) {
      if (parts.config.validation === 'strict') {
        const keys = topLevelKeys(event);
        log.warn('event differs from the document, and is kept from its handler', {
          ...differenceFields(delivery),
          reason: 'invalid',
          keys,
        });
        return passUnknown(parts, { reason: 'invalid', body: event, bytes, problems }, context);
      }
      log.warn('event differs from the document', differenceFields(delivery));
    }
    // The registry's type says that every trigger has a handler and that it takes its own payload.
    const handler = parts.handlers[trigger] as (event: unknown, context: HandlerContext) => Promise<void>;
    await handler(event, context);
  };
}

/** The name a delivery's event has in a log line. */
export function triggerOf(recognition: Recognition): string {
  return recognition.kind === 'event' ? recognition.route.trigger : 'unknown';
}

// Content must never cause a 5xx, which would open the sender's circuit breaker: a failure here ends in the log.
async function passUnknown(parts: HandleParts, event: UnknownEvent, context: HandlerContext): Promise<void> {
  try {
    await parts.onUnknown(event, context);
  } catch (error) {
    const { trigger, deliveryId } = context;
    context.log.error('onUnknown failed', { delivery: deliveryId, trigger, ...failureFields(error) });
  }
}

const maxProblems = 20;

function differenceFields({ id, recognition, problems }: Delivery) {
  return {
    delivery: id,
    trigger: triggerOf(recognition),
    problemCount: problems.length,
    problems: problems.slice(0, maxProblems).map(describeProblem),
  };
}

// The names show what an event newer than the document is, and are the only part of a body that is ever logged.
function topLevelKeys(body: unknown): string[] | undefined {
  if (!isRecord(body)) return undefined;
  return Object.keys(body)
    .slice(0, 10)
    .map((key) => key.slice(0, 40));
}
