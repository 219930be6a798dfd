import type { Inspection } from './inspection.js';
import type { UnknownReason } from './recognition.js';

/** `pending` waits for its handler, or is with it; `dead` failed too often; `quarantine` has no handler. */
export const eventStates = ['pending', 'dead', 'quarantine'] as const;

export type EventState = (typeof eventStates)[number];

/** An event on its way into a store. */
export interface NewEvent {
  readonly deliveryId: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  readonly path: string;
  readonly trigger: string;
  /** Events of one lane are handled one after the other, in the order they came in. */
  readonly lane: string | undefined;
  readonly body: Uint8Array;
  readonly identities: readonly string[];
  /** Why no handler takes it; it is then only kept. */
  readonly quarantine: UnknownReason | undefined;
  /** What was found in it, for a store that `isInProcess`. */
  readonly inspection?: Inspection | undefined;
}

/** An event that was claimed, for the handler. */
export interface ClaimedEvent {
  readonly id: string;
  readonly deliveryId: string;
  readonly receivedAt: number;
  readonly path: string;
  readonly trigger: string;
  readonly body: Uint8Array;
  /** Counts every claim of the event. */
  readonly lease: number;
  /** From 1. */
  readonly attempt: number;
  /** How many claims before this one came to no end: nobody said what became of the event. */
  readonly lost: number;
  /** What was found in it when it came in, if nothing can have changed that since. */
  readonly inspection?: Inspection | undefined;
}

/** An event that was claimed. Once it is claimed again, nothing can be done under an earlier lease. */
export type Lease = Pick<ClaimedEvent, 'id' | 'lease'>;

export interface Claim {
  readonly events: readonly ClaimedEvent[];
  /** Milliseconds until the next event is due; `undefined` when none waits for its time. */
  readonly nextDue: number | undefined;
}

/** Why an event is taken out of its lane, and how often its handler has failed. */
export interface Parking {
  readonly state: 'dead' | 'quarantine';
  readonly reason: string;
  readonly attempts: number;
}

/** An event as an operator sees it. */
export interface EventSummary {
  /**
   * Names one event of this store, as text that a command line takes: no spaces, no dash at its beginning. That it
   * grows from event to event holds only of a store that says so.
   */
  readonly id: string;
  readonly state: EventState;
  readonly trigger: string;
  readonly deliveryId: string;
  readonly receivedAt: number;
  /** How often its handler has failed. */
  readonly attempts: number;
  /** The last failure, or why it is in quarantine. */
  readonly reason: string | undefined;
}

export interface EventDetails extends EventSummary {
  readonly path: string;
  readonly body: Uint8Array;
}

export interface InboxStats {
  readonly pending: number;
  readonly dead: number;
  readonly quarantine: number;
  /** When the oldest pending event came in, in milliseconds since 1970. */
  readonly oldestPendingAt: number | undefined;
}

/** Events by their ids, or all of a state that came in before a time. */
export type Selection =
  { readonly ids: readonly string[] } | { readonly state: EventState; readonly receivedBefore?: number };

/**
 * What can be done with the events of an inbox. A store of one machine counts times on its steady clock, so a change of
 * the wall clock moves neither a lease nor a delay. Several machines have only their wall clocks in common.
 */
export interface StoreOperations {
  /** Keeps an event, unless one of its identities was seen before. */
  add(event: NewEvent): 'accepted' | 'duplicate';
  /** Leases events that are due, those due first first. A lease that has run out makes an event due again. */
  claim(request: { readonly limit: number; readonly leaseMilliseconds: number }): Claim;
  /** Lengthens the leases of events that are still with their handlers. */
  renew(request: { readonly leases: readonly Lease[]; readonly leaseMilliseconds: number }): void;
  /** The handler has done its work: the event is over, and its lane goes on. */
  complete(request: { readonly id: string }): void;
  /** The handler failed: the event is due again after the delay. */
  postpone(request: Lease & { readonly delayMilliseconds: number; readonly reason: string }): void;
  /** The handler was not run to its end: the event is due again after the delay, and the claim does not count. */
  release(request: { readonly leases: readonly Lease[]; readonly delayMilliseconds: number }): void;
  /** Takes an event out of the way of its lane, and keeps it. */
  park(request: Lease & Parking): void;
  stats(): InboxStats;
  /**
   * Events of a state, oldest first, from the one after `after`. Where ids do not grow, that one has to be in the state
   * still, or the store rejects.
   */
  list(request: {
    readonly state: EventState;
    readonly limit: number;
    readonly after?: string | undefined;
  }): EventSummary[];
  show(request: { readonly id: string }): EventDetails | undefined;
  /** Makes an event that waits for its next attempt due now. Says whether there was one. */
  hasten(request: { readonly id: string }): boolean;
  /** Makes dead and quarantined events pending again, with all attempts before them. Returns how many. */
  retry(request: { readonly selection: Selection; readonly limit: number }): number;
  /** Deletes dead and quarantined events. Returns how many. */
  purge(request: { readonly selection: Selection; readonly limit: number }): number;
  /**
   * Forgets identities that were seen before a time in milliseconds since 1970, the oldest first. Returns how many.
   * One from the future, when the wall clock was wrong, counts as seen now.
   */
  forgetIdentities(request: { readonly seenBefore: number; readonly limit: number }): number;
}

/** The operations of a store that need not answer at once, and may reject. */
export type StoreCalls = {
  readonly [Name in keyof StoreOperations]: (
    ...parameters: Parameters<StoreOperations[Name]>
  ) => Promise<ReturnType<StoreOperations[Name]>>;
};

export type Store = StoreCalls & {
  /** Whether it hands out the very objects it was given. */
  readonly isInProcess?: boolean;
  /** Calls back when another process may have made an event due, where the store can tell. */
  watch?(onDue: () => void): void;
  /** Rejects when the store cannot be used. */
  open(): Promise<void>;
  close(): Promise<void>;
};

/** An operation by its name, as it travels to where the events are. */
export type OperationName = keyof StoreOperations;

// The keys of a record: one that is missing does not compile.
const operationNames = Object.keys({
  add: true,
  claim: true,
  renew: true,
  complete: true,
  postpone: true,
  release: true,
  park: true,
  stats: true,
  list: true,
  show: true,
  retry: true,
  hasten: true,
  purge: true,
  forgetIdentities: true,
} satisfies Record<OperationName, true>) as OperationName[];

/** Every operation, made of one function that is given the name and the parameter. */
export function buildStoreCalls(
  perform: (operation: OperationName, parameter: unknown) => Promise<unknown>,
): StoreCalls {
  const calls = operationNames.map((name) => [name, (parameter?: unknown) => perform(name, parameter)]);
  // Each name has the parameter and the result of its operation, which a table of functions cannot say.
  return Object.fromEntries(calls) as StoreCalls;
}

/** Does an operation by its name. */
export function performOperation(
  operations: StoreOperations,
  operation: OperationName,
  parameter: unknown,
): unknown {
  // Who made the call has typed its parameter by its name.
  return (operations[operation] as (parameter: unknown) => unknown)(parameter);
}
