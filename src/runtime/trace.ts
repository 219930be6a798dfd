/** What a span says of an event. */
export interface TracedEvent {
  readonly trigger: string;
  readonly deliveryId: string;
}

export interface TracedAttempt extends TracedEvent {
  /** From 1. */
  readonly attempt: number;
}

/** What a receiver tells a tracer. Each resolves and rejects as the work does. */
export interface Trace {
  /** Around taking an event into the inbox. */
  receive<Outcome extends string>(event: TracedEvent, work: () => Promise<Outcome>): Promise<Outcome>;
  /** Around one run of a handler. */
  handle(attempt: TracedAttempt, work: () => Promise<void>): Promise<void>;
}

/** Tells nobody. */
export const noTrace: Trace = {
  receive: (_event, work) => work(),
  handle: (_attempt, work) => work(),
};
