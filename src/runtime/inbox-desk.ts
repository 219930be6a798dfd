import { failureText } from './failure.js';
import type { EventChoice } from './inbox-arguments.js';
import type { EventDetails, EventState, EventSummary, InboxStats } from './store.js';

/** Where the events are: for a person, and for a program. */
export interface DeskPlace {
  readonly text: string;
  readonly json: Readonly<Record<string, string>>;
}

/** What a person is told that is not the same of every inbox. */
export interface DeskWords {
  /** What happens to events that are pending again, as a sentence. */
  readonly afterRetry: string;
  /** What those that were to be retried and could not be are not, as the beginning of a sentence. */
  readonly notRetried: string;
  /** Why there may be no event of an id, as the end of a sentence. */
  readonly whyAbsent: string;
}

/** These are the same wherever all events can be looked at. */
export const wordsOfStores = {
  notRetried: 'Neither dead, nor in quarantine, nor waiting for its next attempt',
  whyAbsent: 'one that was handled is no longer kept',
} satisfies Partial<DeskWords>;

export interface EventPage {
  readonly events: readonly EventSummary[];
  /** What the next page comes after; `undefined` on the last. */
  readonly next: string | undefined;
  /** What else a person should know of the page, as a sentence. */
  readonly remark?: string;
}

/** What became of the events of a choice. */
export interface Changed {
  readonly count: number;
  /** Those that were named and could not be changed. */
  readonly missing: readonly string[];
}

/** `read` is enough to look and to count, and changes nothing. */
export type DeskAccess = 'read' | 'write';

/** What an operator can do with an inbox, next to whatever else works on it, in the way its engine allows. */
export interface InboxDesk {
  readonly place: DeskPlace;
  readonly words: DeskWords;
  /** Rejects when the inbox cannot be used. Opening begins no handling. */
  open(access: DeskAccess): Promise<void>;
  stats(): Promise<InboxStats>;
  /** Events of a state, oldest first. */
  list(request: {
    readonly state: EventState;
    readonly limit: number;
    readonly after: string | undefined;
  }): Promise<EventPage>;
  show(request: { readonly id: string }): Promise<EventDetails | undefined>;
  /**
   * Makes dead and quarantined events pending, and those due now that wait for their next attempt. Those of a state
   * are gone through once, however many come in and die again meanwhile.
   */
  retry(events: EventChoice): Promise<Changed>;
  /** Deletes dead and quarantined events. */
  purge(events: EventChoice): Promise<Changed>;
  /** How many events of a choice `purge` would delete. */
  count(events: EventChoice): Promise<number>;
  /** What a person is told when any of this has rejected. */
  failureText(error: unknown): string;
  /** Closes what was opened, if anything was. */
  close(): Promise<void>;
}

/** What an inbox does not do, in words that say what to do instead, and what the command exits with. */
export class InboxRefusal extends Error {
  override readonly name = 'InboxRefusal';

  constructor(
    readonly exitCode: 1 | 2 | 3,
    message: string,
  ) {
    super(message);
  }
}

/** A page of events, made of one more than it may have, if there are as many. */
export function pageOf(found: readonly EventSummary[], limit: number): EventPage {
  const events = found.slice(0, limit);
  return { events, next: found.length > limit ? events.at(-1)?.id : undefined };
}

/** Why an inbox cannot be used, with the full stop left to who makes a sentence of it. */
export function reasonOf(error: unknown): string {
  return failureText(error).replace(/\.$/, '');
}

/** The time that events of a choice came in before, in milliseconds since 1970. */
export function receivedBeforeOf({ olderThanMilliseconds }: EventChoice & { kind: 'all' }): number {
  return olderThanMilliseconds === undefined ? Infinity : Date.now() - olderThanMilliseconds;
}
