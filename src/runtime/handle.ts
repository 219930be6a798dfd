import { withDeadline } from './deadline.js';
import { failureFields } from './failure.js';
import type { Handle } from './inbox.js';
import type { Logger } from './log.js';
import { describeProblem, isRecord, type Problem } from './problems.js';
import type { Recognition, UnknownReason } from './recognition.js';

/** What a handler is told besides its event. */
export interface HandlerContext {
  readonly trigger: string;
  /** Names this delivery in every log line; a retry of the same callback has the same one. */
  readonly deliveryId: string;
  readonly receivedAt: Date;
  /** How often the handler has been called for this event, this time included. */
  readonly attempt: number;
  /** Aborts when the handler's time is up or the receiver stops: pass it to what the handler waits for. */
  readonly signal: AbortSignal;
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
  readonly handlers: Readonly<Record<string, (event: never, context: HandlerContext) => Promise<void>>>;
  readonly onUnknown: UnknownHandler;
}

/** Gives a delivery to the handler of its event, or to `onUnknown` when it has none. */
export function createHandle(parts: HandleParts, log: Logger, timeoutSeconds: number): Handle {
  return (delivery, { number, stop }) => {
    const { recognition, problems, id, receivedAt, body: bytes } = delivery;
    const trigger = triggerOf(recognition);
    const limits = { milliseconds: timeoutSeconds * 1000, stop };
    const told = { trigger, deliveryId: id, receivedAt, attempt: number, problems, log };
    if (recognition.kind === 'unknown') {
      const { reason, body } = recognition;
      log.warn('no handler takes this body', {
        delivery: id,
        trigger,
        reason,
        keys: topLevelKeys(body),
        ...(problems.length > 0 && differenceFields(problems)),
      });
      return withoutFailure(told, () =>
        withDeadline(limits, (signal) =>
          parts.onUnknown({ reason, body, bytes, problems }, { ...told, signal }),
        ),
      );
    }
    if (problems.length > 0) {
      log.warn('event differs from the document', {
        delivery: id,
        trigger,
        ...differenceFields(problems),
      });
    }
    // The registry's type says that every trigger has a handler and that it takes its own payload.
    const handler = parts.handlers[trigger] as (event: unknown, context: HandlerContext) => Promise<void>;
    return withDeadline(limits, async (signal) => handler(recognition.event, { ...told, signal }));
  };
}

/** The name a delivery's event has in a log line. */
export function triggerOf(recognition: Recognition): string {
  return recognition.route?.trigger ?? 'unknown';
}

// Content must never cause a 5xx, which would open the sender's circuit breaker: a failure here ends in the log.
async function withoutFailure(
  { deliveryId, trigger, log }: Pick<HandlerContext, 'deliveryId' | 'trigger' | 'log'>,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    log.error('onUnknown failed', { delivery: deliveryId, trigger, ...failureFields(error) });
  }
}

const maxProblems = 20;

function differenceFields(problems: readonly Problem[]) {
  return {
    problemCount: problems.length,
    problems: problems.slice(0, maxProblems).map(describeProblem),
  };
}

// The names show what an event newer than the document is, and are the only part of a body that is ever logged.
// What is no name of a property, such as a phone number, is somebody's.
function topLevelKeys(body: unknown): string[] | undefined {
  if (!isRecord(body)) return undefined;
  return Object.keys(body)
    .filter((key) => /^[a-z][a-z_]{0,39}$/i.test(key))
    .slice(0, 10);
}
