import { runUntilDeadline, StoppedError, type Deadline } from './deadline.js';
import { failureFields, rewordFailure } from './failure.js';
import type { Handle } from './inbox.js';
import { withFields, type LogFields, type Logger } from './log.js';
import { describeProblem, isRecord, type Problem } from './problems.js';
import { withoutQuotes } from './quotes.js';
import type { Recognition, UnknownReason } from './recognition.js';
import type { Trace } from './trace.js';

/** What a handler is told besides its event. */
export interface HandlerContext {
  readonly trigger: string;
  /** Names this delivery in every log line; a retry of the same callback has the same one. */
  readonly deliveryId: string;
  /** Names the event in the inbox, for `npm run inbox`; `undefined` where it is in none. */
  readonly eventId: string | undefined;
  readonly receivedAt: Date;
  /**
   * From 1: one more than the attempts that have failed. A run that a stop or a crash cut off is not counted, so 1
   * does not prove that the handler never ran before.
   */
  readonly attempt: number;
  /** Aborts when the handler's time is up or the receiver stops: pass it to what the handler waits for. */
  readonly signal: AbortSignal;
  /** Where the event differs from the document; empty unless `VALIDATION=report` found something. */
  readonly problems: readonly Problem[];
  /** Its lines name the event and the delivery. */
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

export interface HandleOptions extends HandleParts {
  readonly log: Logger;
  /** What handlers write to. */
  readonly handlerLog: Logger;
  readonly trace: Trace;
  readonly secrets: () => readonly string[];
  readonly timeoutSeconds: number;
}

/**
 * Gives a delivery to the handler of its event, or to `onUnknown` when it has none. What a handler throws quotes
 * nothing of the event any more when it leaves here.
 */
export function createHandle(parts: HandleOptions): Handle {
  const { log, handlerLog, trace, secrets, timeoutSeconds } = parts;
  return (delivery, { number, event: eventId, stop }) => {
    const { recognition, problems, id, receivedAt, body: bytes } = delivery;
    const trigger = triggerOf(recognition);
    const names =
      eventId === undefined ? { delivery: id, trigger } : { event: eventId, delivery: id, trigger };
    const contextAt = (deadline: Deadline): HandlerContext => {
      const log = withFields(handlerLog, names);
      const fields = { trigger, deliveryId: id, eventId, receivedAt, attempt: number, problems, log };
      return new OwnContext(fields, deadline);
    };
    const run = (work: (context: HandlerContext) => Promise<void>): Promise<void> =>
      trace.handle({ trigger, deliveryId: id, attempt: number }, async () => {
        try {
          await runUntilDeadline({ milliseconds: timeoutSeconds * 1000, stop }, async (deadline) =>
            work(contextAt(deadline)),
          );
        } catch (error) {
          if (error instanceof StoppedError) throw error;
          throw rewordFailure(error, (text) => withoutQuotes(text, bytes, secrets()));
        }
      });
    if (recognition.kind === 'unknown') {
      const { reason, body } = recognition;
      log.warn('no handler takes this body', {
        ...names,
        reason,
        keys: topLevelKeys(body),
        ...(problems.length > 0 && differenceFields(problems)),
      });
      return withoutFailure({ log, names }, () =>
        run((context) => parts.onUnknown({ reason, body, bytes, problems }, context)),
      );
    }
    if (problems.length > 0) {
      log.warn('event differs from the document', { ...names, ...differenceFields(problems) });
    }
    // The registry's type says that every trigger has a handler and that it takes its own payload.
    const handler = parts.handlers[trigger] as (event: unknown, context: HandlerContext) => Promise<void>;
    return run((context) => handler(recognition.event, context));
  };
}

/**
 * The signal is a property like the others, made when it is looked at. Written as a getter in a literal, it would be a
 * function of its own in each context, and for that V8 makes each a shape of its own, which is old from the start and
 * keeps what it has for long.
 */
class OwnContext implements HandlerContext {
  static readonly #signal = {
    enumerable: true,
    configurable: true,
    get(this: OwnContext): AbortSignal {
      return this.#deadline.signal();
    },
  };
  declare readonly trigger: string;
  declare readonly deliveryId: string;
  declare readonly eventId: string | undefined;
  declare readonly receivedAt: Date;
  declare readonly attempt: number;
  declare readonly signal: AbortSignal;
  declare readonly problems: readonly Problem[];
  declare readonly log: Logger;
  readonly #deadline: Deadline;

  constructor(fields: Omit<HandlerContext, 'signal'>, deadline: Deadline) {
    this.#deadline = deadline;
    Object.assign(this, fields);
    Object.defineProperty(this, 'signal', OwnContext.#signal);
  }
}

/** The name a delivery's event has in a log line. */
export function triggerOf(recognition: Recognition): string {
  return recognition.route?.trigger ?? 'unknown';
}

// Content must never cause a 5xx, which would open the sender's circuit breaker: a failure here ends in the log.
async function withoutFailure(
  { log, names }: { readonly log: Logger; readonly names: LogFields },
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    // It was not run to its end, and is run again where the event is kept.
    if (error instanceof StoppedError) throw error;
    log.error('onUnknown failed', { ...names, ...failureFields(error) });
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
